package dev.saoma.session;

/**
 * How well the cache of sessions does on this node, since it was opened.
 *
 * @param hits requests that it answered
 * @param misses requests that asked the store
 * @param size sessions in it now, about
 */
public record CacheFigures(long hits, long misses, long size) {}
