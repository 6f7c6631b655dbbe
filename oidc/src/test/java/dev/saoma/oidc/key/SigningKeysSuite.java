package dev.saoma.oidc.key;

import dev.saoma.store.sql.SqlStore;
import org.junit.jupiter.api.Nested;

/** Runs every contract of signing keys on one kind of database. */
abstract class SigningKeysSuite {

    /** Returns the store of a new node on the same database, where nodes can share one. */
    abstract SqlStore node();

    @Nested
    class Rotation extends KeyRotationContract {
        Rotation() {
            super(SigningKeysSuite.this::node);
        }
    }

    @Nested
    class Rows extends KeyRowsContract {
        Rows() {
            super(SigningKeysSuite.this::node);
        }
    }
}
