/** The keys that sign tokens: made, stored encrypted, replaced and published. */
@NullMarked
package dev.saoma.oidc.key;

import org.jspecify.annotations.NullMarked;
