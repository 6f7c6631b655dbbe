package dev.saoma.server.organization;

import dev.saoma.identity.Corp;
import java.time.Instant;

/** An organisation in the server's own table. */
public record Organization(Corp corp, Instant createdAt) {}
