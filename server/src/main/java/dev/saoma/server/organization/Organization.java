package dev.saoma.server.organization;

import dev.saoma.identity.Corp;
import java.time.Instant;

/** An organisation as the server keeps one. */
public record Organization(Corp corp, Instant createdAt) {}
