package dev.saoma.login;

import dev.saoma.secret.Token;
import java.time.Instant;

/** The right to bind one WeChat identity to a user without a session. Any holder of the token may use it. */
public record Invitation(Token token, Instant expiresAt) {}
