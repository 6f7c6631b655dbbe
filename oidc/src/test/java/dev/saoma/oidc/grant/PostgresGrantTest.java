package dev.saoma.oidc.grant;

import dev.saoma.oidc.TestDatabase;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresGrantTest extends GrantSuite {
    PostgresGrantTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
