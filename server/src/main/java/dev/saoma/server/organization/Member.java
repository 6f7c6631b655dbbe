package dev.saoma.server.organization;

import dev.saoma.identity.UserId;
import java.time.Instant;

/** A member of an organisation. A member who is not active cannot sign in. */
public record Member(UserId user, String nickname, boolean active, Instant joinedAt) {}
