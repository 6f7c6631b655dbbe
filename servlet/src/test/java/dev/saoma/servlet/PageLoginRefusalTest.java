package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.TokenHash;
import dev.saoma.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A login in page mode that is refused, as the callback page shows it. */
class PageLoginRefusalTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Strict, none, 403, wechat_not_bound",
        "MyWeChatLogin, '{\"errcode\":-1}', 503, wechat_busy",
        "MyWeChatLogin, '{\"errcode\":40029}', 400, wechat_code_invalid",
        "MyWeChatLogin, '{\"errcode\":40125}', 502, wechat_configuration"
    })
    void showsARefusalOnThePage(String instance, String answer, int status, String code) {
        Browser browser = SITE.browser();
        if (!answer.equals("none")) {
            SITE.wechat.answer("refused-1", answer);
        }
        Reply ofTheApi = browser.finish(instance, browser.state(instance, "login"), "refused-1");
        String state = browser.pageState(instance);

        Reply page = browser.comeBack(instance, state, "refused-1", "Accept: text/html");

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self'")
                .contains("frame-ancestors");
        assertThat(page.all("Set-Cookie")).isEmpty();
        assertThat(members(problem(page))).isEqualTo(members(ofTheApi.json()));
        assertThat(problem(page).path("code").asString()).isEqualTo(code);
        assertThat(problem(page).path("returnTo").asString()).isEqualTo("/orders?open=1");
        assertThat(page.body())
                .contains("<noscript>\n<p class=\"notice\" lang=\"en\">")
                .contains("<a href=\"/errors/" + code + "\">")
                .contains(ErrorCode.of(code).orElseThrow().title().replace("'", "&#39;"))
                .doesNotContain("JavaScript is needed")
                .doesNotContain("refused-1");
        assertThat(browser.finish(instance, state, "refused-1").code())
                .as("the attempt is used up")
                .isEqualTo("state_invalid");
    }

    private static List<String> members(JsonNode problem) {
        var members = new ArrayList<String>();
        problem.properties().forEach(member -> {
            if (!member.getKey().equals("traceId")) {
                members.add(member.toString());
            }
        });
        return members;
    }

    @Test
    void showsARefusalInTheLanguageOfTheBrowser() {
        Browser browser = SITE.browser();

        Reply page = browser.comeBack("Strict", browser.pageState("Strict"), "zh-1", "Accept-Language: zh-CN,zh");

        assertThat(problem(page).path("title").asString()).contains("微信");
        assertThat(page.all("Vary")).contains("Accept-Language");
        assertThat(page.body()).contains(ErrorCode.WECHAT_NOT_BOUND.title());
    }

    @Test
    void refusesADisabledUser() {
        Browser browser = SITE.signedIn("pagedisabled");
        SITE.people.disabled.add(SITE.user(browser));

        Reply page = browser.comeBack(LOGIN, browser.pageState(LOGIN), "pagedisabled-2");

        assertThat(page.status()).isEqualTo(403);
        assertThat(problem(page).path("code").asString()).isEqualTo("account_disabled");
    }

    @Test
    void escapesWhatTheApplicationSays() {
        try (Site site = new Site()) {
            Browser browser = site.signedIn("says");
            String state = browser.pageState(LOGIN);
            site.people.refusal =
                    new LoginException(ErrorCode.ACCOUNT_DISABLED, "\"'><script>alert(1)</script>{{base}}");

            Reply page = browser.comeBack(LOGIN, state, "says-2");

            assertThat(page.body()).doesNotContain("<script>alert").doesNotContain("\"'>");
            assertThat(problem(page).path("detail").asString()).isEqualTo("\"'><script>alert(1)</script>{{base}}");
        }
    }

    @Test
    void saysNothingOfAFaultAndLogsItOnce() {
        var log = new ListAppender<ILoggingEvent>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        try (Site site = new Site()) {
            Browser browser = site.signedIn("fault");
            String state = browser.pageState(LOGIN);
            site.people.refusal = new IllegalStateException("hunter2");

            Reply fault = browser.comeBack(LOGIN, state, "fault-2");
            site.people.refusal = null;
            String strict = browser.pageState("Strict");
            Reply refusal = browser.comeBack("Strict", strict, "fault-3");

            assertThat(fault.status()).isEqualTo(500);
            assertThat(problem(fault).path("code").asString()).isEqualTo("internal_error");
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith(problem(fault).path("traceId").asString()
                                            + " GET /api/login/{instance}/callback instance=MyWeChatLogin attempt="
                                            + TokenHash.of(state).value().substring(0, 16) + " internal_error"),
                            line -> assertThat(line)
                                    .startsWith(problem(refusal).path("traceId").asString()
                                            + " GET /api/login/{instance}/callback instance=Strict attempt="
                                            + TokenHash.of(strict).value().substring(0, 16) + " wechat_not_bound"));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
    }

    private static JsonNode problem(Reply page) {
        Matcher config = Pattern.compile("data-saoma=\"([^\"]*)\"").matcher(page.body());
        assertThat(config.find()).isTrue();
        String json = config.group(1)
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        return JsonMapper.builder().build().readTree(json).path("problem");
    }
}
