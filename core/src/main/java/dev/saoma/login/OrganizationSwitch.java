package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.PostCommitCheck;
import dev.saoma.secret.Token;
import dev.saoma.session.Sessions;
import dev.saoma.store.Session;
import java.util.List;
import java.util.Optional;

/** Moves a session to another organization of its user. The session gets a new secret, and the old one becomes invalid. */
final class OrganizationSwitch {
    private final LoginEnvironment environment;
    private final PostCommitCheck check;

    OrganizationSwitch(LoginEnvironment environment) {
        this.environment = environment;
        this.check = new PostCommitCheck(environment);
    }

    SignedIn switchTo(String corpId, Token secret) {
        Session session = environment.sessions().check(secret).orElseThrow(OrganizationSwitch::sessionRequired);
        environment.notifier().describeStep(session.instance(), Optional.empty());
        return switchTo(corpId, session);
    }

    SignedIn switchTo(String corpId, Session session) {
        Sessions sessions = environment.sessions();
        User user = environment.users().requireEnabled(session.user());
        Corp corp = environment.membership().named(session.user(), corpId);
        Token fresh = Token.random();
        boolean rotated = environment.store().write(tx -> {
            // All that ends this user's sessions takes the same lock, so one of the two sees the other's change.
            tx.auths().lockByUser(session.user());
            return tx.sessions().rotate(session.secretHash(), fresh.hash(), corp);
        });
        if (!rotated) {
            throw sessionRequired();
        }
        sessions.invalidate(List.of(session.secretHash()));
        Session switched = session.rotated(fresh.hash(), corp);
        check.require(switched);
        return new SignedIn(switched, fresh, user, sessions.expiresAt(switched));
    }

    private static LoginException sessionRequired() {
        return new LoginException(ErrorCode.SESSION_REQUIRED, "Nobody is signed in here. Log in first.");
    }
}
