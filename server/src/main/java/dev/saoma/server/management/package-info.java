/** The management port: liveness, readiness and metrics. Does not depend on settings. */
@NullMarked
package dev.saoma.server.management;

import org.jspecify.annotations.NullMarked;
