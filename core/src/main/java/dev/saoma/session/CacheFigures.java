package dev.saoma.session;

/**
 * The statistics of this node's session cache since it was opened.
 *
 * @param hits look-ups that found a session
 * @param misses look-ups that read the store
 * @param size the approximate number of sessions in it now
 */
public record CacheFigures(long hits, long misses, long size) {}
