package dev.saoma;

import dev.saoma.error.ApplicationFault;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.store.Session;
import java.util.function.Predicate;

/**
 * Whether the application's directories still have a session's user as active, and its organisation as one of the
 * user's.
 */
record DirectoryCheck(UserDirectory users, OrganizationDirectory organizations) implements Predicate<Session> {

    @Override
    public boolean test(Session session) {
        boolean active = ApplicationFault.named("UserDirectory.find", () -> users.find(session.user()))
                .filter(User::active)
                .isPresent();
        boolean member = session.corp()
                .map(corp ->
                        ApplicationFault.named("OrganizationDirectory.of", () -> organizations.of(session.user()))
                                .stream()
                                .anyMatch(other -> other.id().equals(corp.id())))
                .orElse(true);
        return active && member;
    }
}
