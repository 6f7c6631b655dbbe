package dev.saoma.oidc.logout;

import dev.saoma.oidc.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

@Tag("full")
@Timeout(120)
class MariaDbEndsTest extends EndsContract {
    MariaDbEndsTest() {
        super(TestDatabase.MARIADB);
    }
}
