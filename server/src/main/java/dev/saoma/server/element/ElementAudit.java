package dev.saoma.server.element;

import dev.saoma.element.ElementName;
import dev.saoma.server.element.ElementVersion.Change;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.Transaction;
import java.time.Instant;

/** The audit rows of changed elements. */
final class ElementAudit {
    private ElementAudit() {}

    /** @param app WeChat's identifier of the application; empty when it is not known */
    static void append(Transaction rows, Instant now, Change change, ElementName name, String app, Actor actor) {
        Kind kind = switch (change) {
            case CREATED -> Kind.INSTANCE_CREATED;
            case DELETED -> Kind.INSTANCE_DELETED;
            case SAVED, UNDONE, FOUND -> Kind.INSTANCE_CHANGED;
        };
        String note = name.value() + (change == Change.UNDONE ? " restored" : "");
        rows.audit().append(new AuditEvent(now, kind, actor, "", app, note));
    }
}
