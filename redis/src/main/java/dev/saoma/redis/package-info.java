/**
 * Redis or Valkey between the nodes: rate counters and the news of sessions that ended. Both may be lost without harm, and
 * nothing else is kept here. A program that runs several nodes opens a {@link dev.saoma.redis.RedisLink}; neither core nor
 * servlet knows of it.
 */
@NullMarked
package dev.saoma.redis;

import org.jspecify.annotations.NullMarked;
