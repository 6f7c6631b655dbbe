package dev.saoma.login;

import dev.saoma.identity.User;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import java.time.Instant;

/** A session that has just been opened, with the secret that opens it from now on. */
public record SignedIn(Session session, Token secret, User user, Instant expiresAt) {}
