package dev.saoma.store;

/** A session's public name: stable and safe to show; it cannot be used to sign in. */
public record SessionId(String value) {}
