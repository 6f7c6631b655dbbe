package dev.saoma.oidc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.oidc.grant.PendingRequests.Pending;
import dev.saoma.secret.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of authorization requests that wait. */
abstract class PendingRequestsContract extends GrantContract {
    private static final String PAYLOAD = "{\"state\":\"状态\"}";
    private final Token browser = Token.random();

    PendingRequestsContract(Function<Path, Database> databases) {
        super(databases);
    }

    private Token saved() {
        return provider.requests.save(web.id(), PAYLOAD, browser);
    }

    @Test
    void areFoundByTheirBrowserUntilTheyAreTaken() {
        Token id = saved();

        assertThat(provider.requests.find(id, browser))
                .contains(new Pending(web.id(), PAYLOAD, provider.clock.instant()));
        assertThat(provider.requests.take(id, browser)).isTrue();
        assertThat(provider.requests.find(id, browser)).isEmpty();
        assertThat(provider.requests.take(id, browser)).isFalse();
    }

    @Test
    void areNotThereForAnotherBrowser() {
        Token id = saved();

        assertThat(provider.requests.find(id, Token.random())).isEmpty();
        assertThat(provider.requests.take(id, Token.random())).isFalse();
        assertThat(provider.requests.take(id, browser)).isTrue();
    }

    @Test
    void moveToTheNextSecretOfTheirBrowser() {
        Token first = saved();
        Token second = saved();
        Token next = Token.random();

        provider.requests.move(Token.random(), next);
        assertThat(provider.requests.find(first, next)).isEmpty();
        provider.requests.move(browser, next);

        assertThat(provider.requests.find(first, next)).isPresent();
        assertThat(provider.requests.find(first, browser)).isEmpty();
        assertThat(provider.requests.take(second, next)).isTrue();
    }

    @Test
    void areNotThereAfter20Minutes() {
        Token id = saved();
        provider.clock.pass(Duration.ofMinutes(20).minusMillis(1));
        assertThat(provider.requests.find(id, browser)).isPresent();
        provider.clock.pass(Duration.ofMillis(1));

        assertThat(provider.requests.find(id, browser)).isEmpty();
        assertThat(provider.requests.take(id, browser)).isFalse();
    }

    @Test
    void areStoredUnderAHash() {
        Token id = saved();
        String stored = provider.database.read(sql -> sql.first(
                        "SELECT hash, browser FROM saoma_oidc_request", row -> row.getString(1) + row.getString(2))
                .orElseThrow());

        assertThat(stored).doesNotContain(id.reveal()).doesNotContain(browser.reveal());
    }
}
