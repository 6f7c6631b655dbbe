package dev.saoma.oidc.logout;

import dev.saoma.oidc.TestDatabase;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresEndsTest extends EndsContract {
    PostgresEndsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
