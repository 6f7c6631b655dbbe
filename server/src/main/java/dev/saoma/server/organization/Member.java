package dev.saoma.server.organization;

import dev.saoma.identity.UserId;
import java.time.Instant;

/** A user who belongs to an organisation; who is not active cannot sign in to it. */
public record Member(UserId user, String nickname, boolean active, Instant joinedAt) {}
