package dev.saoma.server;

/** The plan of the Basic OP profile. */
class OidcBasicConformanceTest extends OidcBasicContract {}
