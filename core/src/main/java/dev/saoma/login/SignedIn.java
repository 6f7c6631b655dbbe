package dev.saoma.login;

import dev.saoma.identity.User;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import java.time.Instant;

/** A session with its token, the only time that the token is known. */
public record SignedIn(Session session, Token secret, User user, Instant expiresAt) {}
