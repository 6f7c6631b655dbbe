package dev.saoma.oidc.grant;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.database.Database;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.TestProvider;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.store.Session;
import java.nio.file.Path;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Rules of grants that hold on every database. Each test has a session, a confidential and a public client. */
abstract class GrantContract {
    private final Function<Path, Database> databases;
    TestProvider provider;
    Grants grants;
    RegisteredClient web;
    RegisteredClient spa;
    Session session;
    private Database database;

    /** @param databases opens a database without rows in a folder */
    GrantContract(Function<Path, Database> databases) {
        this.databases = databases;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = databases.apply(folder);
        provider = new TestProvider(database);
        grants = provider.grants;
        web = provider.clients.put("grafana", Traits.WEB);
        spa = provider.clients.put("spa", Traits.SPA);
        session = provider.signIn("ann");
    }

    @AfterEach
    void close() {
        provider.close();
        database.close();
    }

    static void refused(String what, ThrowingCallable call) {
        assertThatExceptionOfType(OAuthException.class)
                .as(what)
                .isThrownBy(call)
                .withMessage(InvalidGrant.refusal().getMessage())
                .extracting(OAuthException::error)
                .isEqualTo(OAuthError.INVALID_GRANT);
    }

    static void refused(ThrowingCallable call) {
        refused("call", call);
    }

    boolean isValid(String accessToken) {
        return grants.findAccessToken(accessToken).isPresent();
    }

    boolean isValid(IssuedTokens tokens) {
        return isValid(tokens.accessToken().reveal());
    }
}
