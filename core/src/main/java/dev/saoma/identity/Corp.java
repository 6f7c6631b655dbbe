package dev.saoma.identity;

/** An organisation that a user belongs to: one entry of the specification's {@code corpList}. */
public record Corp(CorpId id, String name) {}
