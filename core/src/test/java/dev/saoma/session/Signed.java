package dev.saoma.session;

import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Store;
import java.time.Instant;

/** Inserts a session into a store. */
final class Signed {
    private Signed() {}

    static Token in(Store store, Instant now) {
        Token secret = Token.random();
        in(store, now, secret);
        return secret;
    }

    static Session in(Store store, Instant now, Token secret) {
        var session = new Session(
                new SessionId(Token.random().reveal().substring(0, 32)),
                secret.hash(),
                new UserId("ann"),
                null,
                1,
                "MyWeChatLogin",
                "Firefox, Linux",
                Platform.WEB,
                now,
                now,
                now);
        store.run(tx -> {
            tx.sessions().insert(session);
        });
        return session;
    }
}
