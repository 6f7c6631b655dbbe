package dev.saoma.demo.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.saoma.demo.site.Visit.assertState;
import static dev.saoma.demo.site.Visit.login;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The callback page in a frame, in a popup and in the main window; with and without cross-origin isolation. */
class CallbackRelayTest extends SiteTest {
    private static final String CALLBACK = Sites.LOGIN + "/api/login/MyWeChatLogin/callback";
    /** Shows the callback page in a frame, records its messages, and responds with {@code ack} if given. */
    private static final String FRAME = """
            ([address, ack]) => {
              window.posted = [];
              addEventListener('message', ({ source, origin, data }) => {
                posted.push({ origin, data });
                if (ack) source.postMessage({ ...ack, ...(ack.state === 'STATE' && { state: data.state }) }, origin);
              });
              const frame = document.createElement('iframe');
              frame.src = address;
              document.body.append(frame);
            }""";

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void logsInInAFrame(boolean coop, boolean coep) {
        HostPage host = isolated(HostPage.at(Sites.APP, Sites.OPEN), coop, coep);
        // A script cannot detect COEP without COOP, so such a page declares it by an attribute.
        Page page = visit.open(coep && !coop ? host.with("credentialless", "") : host);
        assertThat(page.evaluate("crossOriginIsolated")).isEqualTo(coop && coep);

        visit.logIn(page, sites.person("Grace"));
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,true"})
    void logsInAsThePageItselfAndLeavesNoCodeBehind(boolean coop, boolean coep) {
        HostPage host = HostPage.at(Sites.APP, Sites.OPEN).with("mode", "page").with("return-to", Sites.APP + "/empty");
        Page page = visit.open(isolated(host, coop, coep));
        login(page).locator("button").first().click();
        visit.allowInWindow(page, sites.person("Grace"));
        page.waitForURL(Sites.APP + "/empty");

        assertThat(history(page)).contains("/connect/qrconnect").doesNotContain("code=", "/callback");
        page.goBack();
        assertThat(page.url()).doesNotContain("code=");
    }

    @Test
    void leavesNoCodeInAddressAndHistoryWhenItStays() {
        Page page = visit.open(CALLBACK + "?code=0aa&state=bb");

        assertState(page, "error");
        assertThat(page.url()).isEqualTo(CALLBACK);
        assertThat(history(page)).doesNotContain("code=", "state=");
        assertThat(page.evaluate("history.length")).isEqualTo(2);
    }

    @Tag("full")
    @Test
    void saysWhetherThePageAroundItAnswered() {
        Page page = visit.open(Sites.APP + "/empty");
        String ack = "{ type: 'saoma:ack', version: 1, state: 'STATE' }";

        assertThat(relay(page, ack).locator("#status")).containsText("continues");
        for (String other : new String[] {
            "null",
            "{ type: 'saoma:ack', version: 1, state: 'cc' }",
            "{ type: 'saoma:ack', version: 2, state: 'STATE' }",
            "{ type: 'saoma:callback', version: 1, state: 'STATE' }"
        }) {
            assertThat(relay(page, other).locator("#status")).containsText("did not answer");
        }
    }

    private static FrameLocator relay(Page page, String ack) {
        page.reload();
        page.evaluate("args => (" + FRAME + ")([args, " + ack + "])", CALLBACK + "?code=0aa&state=bb");
        return page.frameLocator("iframe");
    }

    @Test
    void tellsTheListedPageAroundItAndNobodyElse() {
        Page page = visit.open(Sites.APP + "/empty");
        relay(page, "{ type: 'saoma:ack', version: 1, state: 'STATE' }");
        page.waitForCondition(() -> page.evaluate("posted.length").equals(1));
        assertThat(page.evaluate("JSON.stringify(posted[0])")).isEqualTo("""
                {"origin":"%s","data":{"type":"saoma:callback","version":1,"state":"bb","code":"0aa"}}""".formatted(Sites.LOGIN));

        Page evil = visit.open(Sites.EVIL + "/empty");
        evil.evaluate("window.posted = []; addEventListener('message', ({ data }) => posted.push(data))");
        Page popup = evil.waitForPopup(
                () -> evil.evaluate("address => { open(address); }", CALLBACK + "?display=popup&code=0aa&state=bb"));
        assertThat(popup.locator("#status")).containsText("did not answer");
        popup.evaluate("opener.postMessage('last', '*')");
        evil.waitForCondition(() -> evil.evaluate("posted.length").equals(1));
        assertThat(evil.evaluate("posted[0]")).isEqualTo("last");
    }

    private static HostPage isolated(HostPage host, boolean coop, boolean coep) {
        HostPage page = coop ? host.coop() : host;
        return coep ? page.coep() : page;
    }

    /** Returns the addresses in the window's history. */
    private String history(Page page) {
        JsonObject answer = visit.context().newCDPSession(page).send("Page.getNavigationHistory");
        return answer.getAsJsonArray("entries").asList().stream()
                .map(entry -> entry.getAsJsonObject().get("url").getAsString())
                .collect(Collectors.joining("\n"));
    }
}
