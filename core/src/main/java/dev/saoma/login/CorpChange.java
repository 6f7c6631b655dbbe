package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.secret.Token;
import dev.saoma.session.Session;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import java.time.Clock;
import java.util.List;

/** A session that changes its organisation gets another secret, so that whoever knew the old one is left behind. */
final class CorpChange {
    private final Store<LoginTransaction> store;
    private final Sessions sessions;
    private final Users users;
    private final Membership membership;
    private final LastLook lastLook;

    CorpChange(Store<LoginTransaction> store, Sessions sessions, Users users, Membership membership, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.users = users;
        this.membership = membership;
        this.lastLook = new LastLook(store, users, membership, clock);
    }

    SignedIn to(String corpId, Token secret) {
        Session session = sessions.check(secret).orElseThrow(CorpChange::nobody);
        User user = users.active(session.user());
        Corp corp = membership.named(session.user(), corpId);
        Token fresh = Token.random();
        if (!store.write(tx -> rotate(tx, session, secret, fresh, corp))) {
            throw nobody();
        }
        sessions.changed(List.of(secret.hash()));
        Session rotated = session.rotated(fresh.hash(), corp);
        lastLook.at(rotated);
        return new SignedIn(rotated, fresh, user, sessions.expiresAt(rotated));
    }

    private static boolean rotate(LoginTransaction tx, Session session, Token secret, Token fresh, Corp corp) {
        // Whoever ends this user's sessions takes the same lock, so one of the two sees what the other did.
        tx.auths().lockByUser(session.user());
        return tx.sessions().rotate(secret.hash(), fresh.hash(), corp);
    }

    private static LoginException nobody() {
        return new LoginException(ErrorCode.SESSION_REQUIRED, "Nobody is signed in here. Log in first.");
    }
}
