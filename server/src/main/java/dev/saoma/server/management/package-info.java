/** The management port: liveness, readiness and metrics. It knows no settings. */
@NullMarked
package dev.saoma.server.management;

import org.jspecify.annotations.NullMarked;
