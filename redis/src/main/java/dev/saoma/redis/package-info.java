/**
 * Redis or Valkey between nodes: shared rate counters, and notifications of ended sessions and changed elements. Losing
 * them does no harm, and nothing else is stored. An application that runs several nodes opens a {@link dev.saoma.redis.RedisLink}; neither
 * core nor servlet depends on this package.
 */
@NullMarked
package dev.saoma.redis;

import org.jspecify.annotations.NullMarked;
