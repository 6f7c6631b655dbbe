package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.saoma.observe.LoginStep;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.testing.Reply;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attempt that names the one that it replaces, so that a page left open counts as one visit. */
class RenewedAttemptTest {
    private final Site site = new Site();
    private final Browser browser = site.browser();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void tellsListenersOfTheEarlierOne() {
        String earlier = browser.state("MyWeChatLogin", "login");
        String later = start("\"" + earlier + "\"").text("state");

        assertThat(site.steps)
                .extracting(LoginStep::attempt, LoginStep::renews)
                .containsExactly(
                        tuple(Optional.of(reference(earlier)), Optional.empty()),
                        tuple(Optional.of(reference(later)), Optional.of(reference(earlier))));
    }

    @Test
    void leavesTheEarlierOneUsable() {
        String earlier = browser.state("MyWeChatLogin", "login");
        start("\"" + earlier + "\"");

        assertThat(browser.finish("MyWeChatLogin", earlier, "renewed-1").code()).isNotEqualTo("state_invalid");
    }

    /** Only the holder of a state can name its attempt: references are in logs. */
    @ParameterizedTest
    @ValueSource(strings = {"\"0123456789abcdef\"", "\"x\"", "null"})
    void isNoReasonToRefuse(String renews) {
        assertThat(start(renews).status()).isEqualTo(201);
        assertThat(site.steps)
                .singleElement()
                .satisfies(step -> assertThat(step.renews()).isEmpty());
    }

    @Test
    void isAText() {
        assertThat(start("7").code()).isEqualTo("invalid_request");
    }

    private Reply start(String renews) {
        Reply reply =
                browser.post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\",\"renews\":" + renews + "}");
        assertThat(reply.body()).doesNotContain("renews\":");
        return reply;
    }

    private static AttemptReference reference(String state) {
        return AttemptReference.of(Token.parse(state).orElseThrow());
    }
}
