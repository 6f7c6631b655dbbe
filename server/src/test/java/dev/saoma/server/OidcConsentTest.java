package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.saoma.testing.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on which the user of a client with {@code confirm} decides. */
class OidcConsentTest extends OidcConformance {
    private static final Pattern NEXT = Pattern.compile("content=\"0;url=([^\"]+)\"");

    private RelyingParty asking;
    private Browser browser;

    @BeforeEach
    void open() {
        asking = RelyingParty.web(
                site, "Asking", ", \"confirm\": true, \"scopes\": [\"openid\", \"profile\", \"corp\"]");
        browser = site.browser();
        assertThat(browser.login(site.code("alice")).status()).isEqualTo(201);
    }

    /** The consent page, and where its form is sent. */
    private record Page(String path, Reply reply) {
        String session() {
            return OidcReading.posted(reply, path).get("session");
        }
    }

    private Page page(Map<String, String> request) {
        Reply begun = asking.authorize(browser, request);
        assertThat(begun.status()).isEqualTo(303);
        return page(begun.header("Location"));
    }

    private Page page(String path) {
        Reply shown = browser.get(path);
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body()).contains("value=\"continue\"", "value=\"switch\"", "value=\"cancel\"");
        return new Page(path, shown);
    }

    private Reply decide(Page page, String decision, String... more) {
        var form = new LinkedHashMap<>(Map.of("decision", decision, "session", page.session()));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return browser.form(page.path(), RelyingParty.form(form));
    }

    /** Returns what the client gets from the page that continues by itself. */
    private Map<String, String> sent(Reply reply) {
        Matcher next = NEXT.matcher(reply.body());
        assertThat(next.find()).as(reply.body()).isTrue();
        String location = next.group(1).replace("&amp;", "&");
        assertThat(location).startsWith(asking.redirectUri() + "?");
        assertThat(reply.header("Location")).isEmpty();
        return RelyingParty.query(location);
    }

    private IDTokenClaimsSet claims(Map<String, String> answer) throws Exception {
        assertThat(answer).containsOnlyKeys("code", "state", "iss");
        return reading.idToken(
                reading.tokens(asking.redeem(answer.get("code"))).getIDToken(), asking, Optional.of("nonce-1"));
    }

    @Test
    void saysWhoContinuesWhere() throws Exception {
        Page page = page(asking.parameters());
        assertThat(page.reply().body()).contains("Alice", "The Asking", "asking.example");

        IDTokenClaimsSet claims = claims(sent(decide(page, "continue")));

        assertThat(claims.getSubject().getValue()).isEqualTo(userId(browser));
        assertThat(decide(page, "continue").status())
                .as("the same decision again")
                .isEqualTo(400);
    }

    private static String userId(Browser browser) {
        return browser.session().json().path("user").path("userId").asString();
    }

    @Test
    void tellsTheClientThatTheUserHasCancelled() {
        assertThat(sent(decide(page(asking.parameters()), "cancel")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "state-1")
                .containsEntry("iss", reading.issuer());
    }

    @Test
    void letsAnotherPersonLogIn() throws Exception {
        Page page = page(asking.parameters());

        Reply login = decide(page, "switch");

        assertThat(login.status()).isEqualTo(303);
        assertThat(login.header("Location")).startsWith("/login?returnTo=").contains("&scan");
        browser.login(site.code("wang"));
        Page shown = page(page.path());
        assertThat(shown.reply().body()).contains("王小明").doesNotContain("Alice");
        assertThat(claims(sent(decide(shown, "continue"))).getSubject().getValue())
                .isEqualTo(userId(browser));
    }

    /** Each login changes the identity of the browser. */
    @Test
    void letsOneAfterTheOtherLogIn() throws Exception {
        browser = site.browser();
        Reply begun = asking.authorize(browser);
        String path = RelyingParty.query(begun.header("Location")).get("returnTo");
        for (String person : new String[] {"alice", "wang", "emoji"}) {
            browser.login(site.code(person));
            decide(page(path), "switch");
        }
        browser.login(site.code("long"));

        assertThat(claims(sent(decide(page(path), "continue"))).getSubject().getValue())
                .isEqualTo(userId(browser));
    }

    @Test
    void asksAgainWhenAnotherPersonHasLoggedInInAnotherTab() throws Exception {
        String alice = userId(browser);
        Page page = page(asking.parameters());
        browser.login(site.code("wang"));

        Reply again = decide(page, "continue");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("王小明", "value=\"continue\"").doesNotContain("0;url=", "code=");
        IDTokenClaimsSet claims = claims(sent(decide(new Page(page.path(), again), "continue")));
        assertThat(claims.getSubject().getValue()).isEqualTo(userId(browser)).isNotEqualTo(alice);
    }

    @Test
    void takesNoDecisionAfterALogoutInAnotherTab() {
        Page page = page(asking.parameters());
        String session = page.session();
        browser.delete("/api/session");

        Reply reply = browser.form(page.path(), "decision=continue&session=" + session);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("Begin again in the application").doesNotContain("code=");
    }

    @Test
    void takesNoDecisionOfAPageOfAnotherSite() {
        Page page = page(asking.parameters());

        Reply reply = browser.form(
                page.path(),
                "decision=continue&session=" + page.session(),
                "Origin: https://other.example",
                "Sec-Fetch-Site: cross-site");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).doesNotContain("code=");
    }

    @Test
    void asksWhenTheRequestDemandsIt() throws Exception {
        Map<String, String> request = request("prompt", "consent");
        Reply begun = shop.authorize(browser, request);
        Reply shown = browser.get(begun.header("Location"));

        assertThat(shown.body()).contains("value=\"continue\"", "The Shop");
        assertThat(shop.authorize(browser, request()).header("Location")).contains("?code=");
    }

    @Test
    void speaksTheLanguageThatTheClientAsksFor() {
        Map<String, String> request = asking.parameters();
        request.put("ui_locales", "zh-CN");
        assertThat(page(request).reply().header("Content-Language")).isEqualTo("zh-CN");
        request.put("ui_locales", "fr en");
        assertThat(page(request).reply().header("Content-Language")).isEqualTo("en");
    }

    @Test
    void answersByAFormWhenTheClientAsksForIt() throws Exception {
        Map<String, String> request = asking.parameters();
        request.put("response_mode", "form_post");

        claims(OidcReading.posted(decide(page(request), "continue"), asking.redirectUri()));
    }

    @Test
    void letsTheUserChooseTheOrganisation() throws Exception {
        Browser admin = site.admin();
        browser.login(site.code("noavatar"));
        for (String corp : new String[] {"bakery", "airline"}) {
            admin.post("/api/admin/corps", "{\"corpId\":\"" + corp + "\",\"corpName\":\"The " + corp + "\"}");
            admin.put("/api/admin/corps/" + corp + "/members/" + userId(browser));
        }
        browser = site.browser();
        Reply finished = browser.finish(site.code("noavatar"), browser.attempt().text("state"));
        browser.post("/api/session", "{\"loginCode\":\"" + finished.text("loginCode") + "\",\"corpId\":\"bakery\"}");
        Map<String, String> request = asking.parameters();
        request.put("scope", "openid corp");

        Page page = page(request);
        assertThat(page.reply().body()).contains("value=\"bakery\" checked", "value=\"airline\"");
        IDTokenClaimsSet claims = claims(sent(decide(page, "continue", "corp", "airline")));

        assertThat(claims.getStringClaim("corp_id")).isEqualTo("airline");
        assertThat(browser.session().json().path("corp").path("corpId").asString())
                .isEqualTo("airline");
        assertThat(decide(page(request), "continue", "corp", "other").body()).doesNotContain("code=");
    }
}
