package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.world.User;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import dev.saoma.testing.SharedChromium;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logins that fail for eight reasons: the console names each, who must act, and what to do. A clock that is off and a wrong callback
 * domain end no login here, since WeChat does not come back then; the examination finds them.
 */
@ExtendWith(SharedChromium.class)
class ConsoleFailuresInTheBrowserTest {
    private static final String ELEMENT = "/api/admin/elements/auths.loginTypes." + Site.INSTANCE;

    /** The code of each planted failure, and who must act. */
    private static final Map<String, String> PLANTED = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void plant() throws Exception {
        site = Site.withConsole(folder);
        disabledUser();
        change("\"registration\":\"deny\"");
        site.browser().login(site.code("alice"));
        PLANTED.put("wechat_not_bound", "The person");
        refusedOnThePhone();
        stateOfAnotherBrowser();
        weChatDown();
        change("\"secret\":{\"typed\":\"00000000000000000000000000000000\"}");
        site.browser().login(site.code("wang"));
        PLANTED.put("wechat_configuration", "You, the operator");
        change("\"isActive\":false");
        assertThat(site.browser().attempt().code()).isEqualTo("login_inactive");
        PLANTED.put("login_inactive", "You, the operator");
        change("\"isActive\":true");
        tooManyAttempts();
        for (String code : PLANTED.keySet()) {
            Eventually.holds(
                    code + " is stored",
                    () -> !site.admin()
                            .get("/api/admin/flow/failures?code=" + code)
                            .json()
                            .isEmpty());
        }
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static void disabledUser() {
        site.wechat().put(User.named("dora", "dora"));
        Browser dora = site.browser();
        dora.login(site.code("dora"));
        String user = dora.session().json().path("user").path("userId").asString();
        site.admin().call("PATCH", "/api/admin/users/" + user, "{\"isActive\":false}");
        site.browser().login(site.code("dora"));
        PLANTED.put("account_disabled", "You, the operator");
    }

    private static void refusedOnThePhone() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        browser.post("/api/login/" + Site.INSTANCE + "/code", "{\"state\":\"" + state + "\"}");
        PLANTED.put("login_cancelled", "The person");
    }

    private static void stateOfAnotherBrowser() {
        String others = site.browser().attempt().text("state");
        site.browser().finish(site.code("alice"), others);
        PLANTED.put("state_invalid", "The person");
    }

    private static void weChatDown() {
        site.wechat().fault(Target.ACCESS_TOKEN, 3, new Fault.Reset());
        site.browser().login(site.code("alice"));
        site.wechat().clearFaults();
        PLANTED.put("wechat_unreachable", "WeChat");
    }

    private static void tooManyAttempts() {
        Browser browser = site.browser();
        for (int i = 0; i < 500; i++) {
            if (browser.attempt().code().equals("rate_limited")) {
                PLANTED.put("rate_limited", "The person");
                return;
            }
        }
        throw new AssertionError("no attempt was too many");
    }

    private static void change(String members) {
        String tag = site.admin().get(ELEMENT).header("ETag");
        Reply saved = site.admin().call("PUT", ELEMENT, "{" + members + "}", "If-Match: " + tag);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    }

    @Test
    void areNamedWithWhoMustActAndWhatToDo(Chromium chromium) {
        try (var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            visit.signInWithKey("/logins");
            for (Map.Entry<String, String> planted : PLANTED.entrySet()) {
                visit.open("/logins?code=" + planted.getKey());
                Locator stored =
                        page.locator("section[aria-labelledby=stored] tbody tr").first();
                assertThat(stored).containsText(planted.getValue());
                assertThat(stored.locator("td").nth(1)).not().isEmpty();
                if (!planted.getKey().equals("rate_limited")) {
                    Locator attempt = page.locator(".attempts details").first();
                    attempt.locator("summary").click();
                    assertThat(attempt).containsText(planted.getKey());
                    assertThat(attempt.locator(".steps .tag").last()).hasText(planted.getValue());
                    assertThat(attempt.locator(".steps li a").last())
                            .hasAttribute("href", Pattern.compile(".*/errors/" + planted.getKey()));
                }
            }
            visit.check("each failure");
        }
    }

    @Test
    void haveAPageThatSaysWhatToDo() {
        for (String code : List.copyOf(PLANTED.keySet())) {
            assertThat(site.browser().get("/errors/" + code).status()).as(code).isEqualTo(200);
        }
    }
}
