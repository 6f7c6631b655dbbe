package dev.saoma.oidc.grant;

import dev.saoma.database.Database;
import dev.saoma.oidc.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** Runs every {@link GrantContract} on one kind of database. */
abstract class GrantSuite {
    private final TestDatabase kind;

    GrantSuite(TestDatabase kind) {
        this.kind = kind;
    }

    private Database open(Path folder) {
        return kind.open(folder);
    }

    @Nested
    class ACode extends CodeContract {
        ACode() {
            super(GrantSuite.this::open);
        }
    }

    @Nested
    class ARefreshToken extends RefreshContract {
        ARefreshToken() {
            super(GrantSuite.this::open);
        }
    }

    @Nested
    class FoundTokens extends FoundTokensContract {
        FoundTokens() {
            super(GrantSuite.this::open);
        }
    }

    @Nested
    class WaitingRequests extends PendingRequestsContract {
        WaitingRequests() {
            super(GrantSuite.this::open);
        }
    }

    @Nested
    class Races extends GrantRacesContract {
        Races() {
            super(GrantSuite.this::open);
        }
    }
}
