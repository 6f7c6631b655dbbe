package dev.saoma.store;

import dev.saoma.identity.UserId;
import java.util.Optional;

/**
 * Which events of the audit trail are read: those to which every member applies that is present.
 *
 * @param user the user concerned
 * @param actor who made the change
 * @param kind the kind of change
 */
public record AuditFilter(Optional<String> user, Optional<Actor> actor, Optional<AuditEvent.Kind> kind) {
    /** All events. */
    public static final AuditFilter ALL = new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns the filter for events about a user. */
    public static AuditFilter of(UserId user) {
        return new AuditFilter(Optional.of(user.value()), Optional.empty(), Optional.empty());
    }

    /** Returns whether an event is one of these. */
    public boolean includes(AuditEvent event) {
        return user.filter(wanted -> !wanted.equals(event.user())).isEmpty()
                && actor.filter(wanted -> !wanted.equals(event.actor())).isEmpty()
                && kind.filter(wanted -> wanted != event.kind()).isEmpty();
    }
}
