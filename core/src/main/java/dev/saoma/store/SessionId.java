package dev.saoma.store;

/** A session's public name: stable, safe to show, of no use for signing in. */
public record SessionId(String value) {}
