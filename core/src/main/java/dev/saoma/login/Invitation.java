package dev.saoma.login;

import dev.saoma.secret.Token;
import java.time.Instant;

/** The right to bind one WeChat to a user without being signed in; whoever holds the token has it. */
public record Invitation(Token token, Instant expiresAt) {}
