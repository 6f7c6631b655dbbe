package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of other origins: users can log in at a listed origin, but not at an unlisted one. */
class OtherOriginTest extends SiteTest {
    @Test
    void logsInFromAnotherOriginOfTheSameSite() {
        Page page = visit.open(HostPage.at(Sites.APP, Sites.OPEN));

        visit.logIn(page, sites.person("Grace"));

        assertThat(page.evaluate("fetch('" + Sites.LOGIN + "/api/session', { credentials: 'include' })"
                        + ".then((answer) => answer.status)"))
                .isEqualTo(200);
    }

    @Test
    void cannotLogInFromAnOriginThatIsNotListed() {
        Page page = visit.open(HostPage.at(Sites.EVIL, Sites.OPEN));

        assertState(page, "error");
        assertThat(visit.heard(page, "error").toString()).contains("code=network");
        assertThat(login(page).locator("iframe")).hasCount(0);
        assertThat(visit.context().cookies()).isEmpty();
        assertThat(page.evaluate("fetch('" + Sites.LOGIN + "/assets/wechat-login.js').catch(() => 'refused')"))
                .isEqualTo("refused");
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                Sites.EVIL + "|/login|false",
                Sites.EVIL + "|/api/login/MyWeChatLogin/callback?code=0aa&state=bb|false",
                Sites.EVIL + "|/errors/state_invalid|false",
                Sites.APP + "|/login|false",
                Sites.APP + "|/api/login/MyWeChatLogin/callback?code=0aa&state=bb|true",
                Sites.APP + "|/errors/state_invalid|false",
                Sites.SHOP + "|/api/login/MyWeChatLogin/callback?code=0aa&state=bb|true"
            })
    void isFramedByListedOriginsAloneAndOnlyTheCallbackPage(String origin, String path, boolean framed) {
        Page page = visit.open(origin + "/empty");

        page.evaluate("""
                address => new Promise((done) => {
                  const frame = document.createElement('iframe');
                  frame.onload = done;
                  frame.src = address;
                  document.body.append(frame);
                })""", Sites.LOGIN + path);

        assertThat(page.frames().get(1).url().startsWith(Sites.LOGIN)).isEqualTo(framed);
        assertThat(visit.takeComplaints().stream().anyMatch(each -> each.contains("frame-ancestors")))
                .isNotEqualTo(framed);
    }
}
