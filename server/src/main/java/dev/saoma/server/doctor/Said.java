package dev.saoma.server.doctor;

/** The same in two languages. */
public record Said(String english, String chinese) {}
