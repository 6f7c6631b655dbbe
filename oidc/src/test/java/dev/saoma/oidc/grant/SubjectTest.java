package dev.saoma.oidc.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.oidc.TestClients;
import dev.saoma.oidc.TestClients.Traits;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.store.SessionId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** O24: {@code sub} and {@code sid}. */
class SubjectTest {
    private final TestClients clients = new TestClients();

    private String of(String user) {
        return Subject.of(new UserId(user), clients).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "ann@example.com", "!", "~", "a|b\\c\"d", "u-short"})
    void isTheUserId(String user) {
        assertThat(of(user)).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"安", "a b", "é"})
    void isAHashWhereTheUserIdIsNotVisibleAscii(String user) {
        assertThat(of(user)).matches("u-[A-Za-z0-9_-]{43}");
    }

    @Test
    void isTheUserIdOf128Characters() {
        assertThat(of("x".repeat(128))).isEqualTo("x".repeat(128));
    }

    @Test
    void isNeverAClients() {
        clients.put("grafana", Traits.WEB);

        assertThat(of("grafana")).startsWith("u-").isNotEqualTo(of("Grafana"));
        assertThat(of("Grafana")).isEqualTo("Grafana");
    }

    @Test
    void isNotTheHashOfAnother() {
        String hash = of("安");

        assertThat(of(hash)).isNotEqualTo(hash).startsWith("u-");
    }

    @Test
    void namesASessionDifferentlyForEachClientAndIssuer() {
        var session = new SessionId("ab");
        var client = new ClientId("c");

        assertThat(Stream.of(
                                SessionName.of("https://a", session, client),
                                SessionName.of("https://b", session, client),
                                SessionName.of("https://a", session, new ClientId("d")),
                                SessionName.of("https://a", new SessionId("a"), new ClientId("bc")))
                        .map(SessionName::value))
                .doesNotHaveDuplicates()
                .allMatch(sid -> sid.matches("[0-9a-f]{32}"));
        assertThat(SessionName.of("https://a", session, client))
                .isEqualTo(SessionName.of("https://a", session, client));
    }
}
