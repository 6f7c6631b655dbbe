package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.secret.TokenHash;
import dev.saoma.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The attempt in the lines of refusals and faults: its reference, and nothing else of the state. */
class AttemptInLogTest {
    private static final String MINE = "MyWeChatLogin";
    private static final String UNKNOWN = "5".repeat(64);

    private final Site site = new Site();
    private final Browser browser = site.browser();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        site.wechat.answer("expired", "{\"errcode\":40029,\"errmsg\":\"invalid code\"}");
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        site.close();
    }

    @Test
    void isInARefusalOfWeChat() {
        String state = browser.state(MINE, "login");
        Reply refusal = browser.finish(MINE, state, "expired");

        assertThat(refusal.code()).isEqualTo("wechat_code_invalid");
        assertThat(line(refusal))
                .contains(" instance=MyWeChatLogin attempt=" + reference(state) + " wechat_code_invalid");
    }

    @Test
    void isInTheLineOfAStateThatIsUnknown() {
        assertThat(line(browser.finish(MINE, UNKNOWN, "x")))
                .contains(" attempt=" + reference(UNKNOWN) + " state_invalid");
    }

    @Test
    void isInTheLineOfAPersonWhoRefused() {
        String state = browser.state(MINE, "login");
        Reply refusal = browser.post("/api/login/MyWeChatLogin/code", "{\"state\":\"" + state + "\"}");

        assertThat(line(refusal)).contains(" attempt=" + reference(state) + " login_cancelled");
    }

    @Test
    void isInTheLineOfABind() {
        Reply refusal = browser.bind(MINE, UNKNOWN, "x");

        assertThat(line(refusal)).contains(" attempt=" + reference(UNKNOWN) + " session_required");
    }

    @Test
    void isInTheLineOfTheCallback() {
        browser.get("/api/login/Nobody/callback?code=x&state=" + UNKNOWN);

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("/callback attempt=" + reference(UNKNOWN) + " not_found");
    }

    @Test
    void isInTheLineOfAFault() {
        Browser known = site.signedIn("fault");
        String state = known.state(MINE, "login");
        site.people.refusal = new IllegalStateException("hunter2");
        Reply fault = known.finish(MINE, state, "fault-2");

        assertThat(fault.status()).isEqualTo(500);
        assertThat(line(fault)).endsWith(" attempt=" + reference(state) + " internal_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANARY",
                "5555555555555555",
                "555555555555555555555555555555555555555555555555555555555555555A",
                "5555555555555555555555555555555555555555555555555555555555555555 ",
            })
    void isNotThereForAStateOfAnotherForm(String state) {
        assertThat(line(browser.finish(MINE, state, "x"))).contains(" instance=MyWeChatLogin state_invalid");
        browser.get("/api/login/Nobody/callback?code=x&state=" + state.strip() + "-");
        assertThat(lines()).noneMatch(line -> line.contains("attempt=") || line.contains(state.strip()));
    }

    @Test
    void isNotThereForTwoStates() {
        browser.get("/api/login/MyWeChatLogin/callback?code=x&state=" + UNKNOWN + "&state=" + UNKNOWN);

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("invalid_request")
                .doesNotContain("attempt=");
    }

    @Test
    void isNotThereForARequestWithoutAState() {
        assertThat(line(browser.redeem(UNKNOWN))).contains("POST /api/session login_code_invalid");
        assertThat(line(browser.get("/api/session"))).doesNotContain("attempt=");
    }

    @Test
    void isNotSentToTheBrowser() {
        String state = browser.state(MINE, "login");
        Reply refusal = browser.finish(MINE, state, "expired");

        assertThat(refusal.code()).isEqualTo("wechat_code_invalid");
        assertThat(refusal.body() + refusal.headers()).doesNotContain(reference(state));
    }

    @Test
    void saysNothingElseOfTheState() {
        String state = browser.state(MINE, "login");
        browser.finish(MINE, state, "expired");
        browser.finish(MINE, state, "expired");

        assertThat(lines()).hasSize(2).noneMatch(line -> line.contains(state.substring(0, 16)));
    }

    private static String reference(String state) {
        return TokenHash.of(state).value().substring(0, 16);
    }

    private String line(Reply refusal) {
        return lines().stream()
                .filter(line -> line.startsWith(refusal.text("traceId")))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
