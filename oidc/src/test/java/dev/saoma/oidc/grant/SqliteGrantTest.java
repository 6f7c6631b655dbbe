package dev.saoma.oidc.grant;

import dev.saoma.oidc.TestDatabase;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SqliteGrantTest extends GrantSuite {
    SqliteGrantTest() {
        super(TestDatabase.SQLITE);
    }
}
