package dev.saoma.oidc.grant;

import dev.saoma.oidc.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

@Tag("full")
@Timeout(120)
class MariaDbGrantTest extends GrantSuite {
    MariaDbGrantTest() {
        super(TestDatabase.MARIADB);
    }
}
