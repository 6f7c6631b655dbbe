package dev.saoma.store;

/** A session's public name: stable and safe to show, since it does not give access. */
public record SessionId(String value) {}
