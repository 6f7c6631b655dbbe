package dev.saoma;

import dev.saoma.error.ApplicationFault;
import dev.saoma.identity.Corp;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.session.SessionUsers.SessionUser;
import dev.saoma.store.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the application's directories still have a session's user as active, and its organisation as one of the
 * user's.
 */
record DirectoryCheck(UserDirectory users, OrganizationDirectory organizations) implements Predicate<Session> {

    @Override
    public boolean test(Session session) {
        boolean active = find(session.user()).filter(User::active).isPresent();
        boolean member = session.corp()
                .map(corp -> corps(session.user()).stream()
                        .anyMatch(other -> other.id().equals(corp.id())))
                .orElse(true);
        return active && member;
    }

    /** Returns a user with the user's organisations; empty when there is no such user. */
    Optional<SessionUser> sessionUser(UserId id) {
        return find(id).map(user -> new SessionUser(user, corps(id)));
    }

    private Optional<User> find(UserId id) {
        return ApplicationFault.named("UserDirectory.find", () -> users.find(id));
    }

    private List<Corp> corps(UserId id) {
        return ApplicationFault.named("OrganizationDirectory.of", () -> organizations.of(id));
    }
}
