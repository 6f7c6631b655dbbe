package dev.saoma.audit;

/** A transaction that reaches the trail. */
public interface AuditTransaction {
    /** The trail's rows. */
    AuditEvents audit();
}
