package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an operator sees of the OpenID provider: metrics, and the audit trail. */
@Timeout(120)
class OidcObservationTest {
    private static final String TOKENS = "saoma_oidc_token_responses_total";
    private static final String ANSWERS = "saoma_oidc_authorization_responses_total";
    private static final String NOTICES = "saoma_oidc_logout_notices_total";

    private Site site;
    private Browser browser;

    @BeforeEach
    void open(@TempDir Path folder) {
        site = Site.withProvider(Site.open(folder));
        browser = site.browser();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void countsTheResponsesOfTheTokenEndpoint() throws Exception {
        RelyingParty shop = RelyingParty.web(site, "Shop", ", \"refresh\": true");
        String refresh = shop.tokens(browser, "wang").text("refresh_token");
        assertThat(shop.refresh(refresh).status()).isEqualTo(200);
        assertThat(shop.redeem("CANARY_code").status()).isEqualTo(400);
        assertThat(shop.token(Map.of("grant_type", "CANARY_grant")).status()).isEqualTo(400);
        shop.http().form("/oauth2/token", "grant_type=refresh_token", RelyingParty.basic("Shop", "CANARY_secret"));

        assertThat(values(TOKENS))
                .containsExactlyInAnyOrder(
                        "{grant=\"authorization_code\",outcome=\"ok\"} 1.0",
                        "{grant=\"authorization_code\",outcome=\"invalid_grant\"} 1.0",
                        "{grant=\"refresh_token\",outcome=\"ok\"} 1.0",
                        "{grant=\"refresh_token\",outcome=\"invalid_client\"} 1.0",
                        "{grant=\"other\",outcome=\"unsupported_grant_type\"} 1.0");
        assertThat(metrics()).doesNotContain("CANARY");
    }

    @Test
    void countsTheResponsesToAuthorizationRequests() throws Exception {
        RelyingParty shop = RelyingParty.web(site, "Shop", "");
        Map<String, String> silent = shop.parameters();
        silent.put("prompt", "none");
        shop.authorize(browser, silent);
        Map<String, String> unknown = shop.parameters();
        unknown.put("response_type", "token");
        shop.authorize(browser, unknown);
        shop.code(browser, "wang");

        assertThat(values(ANSWERS))
                .containsExactlyInAnyOrder(
                        "{outcome=\"login_required\"} 1.0",
                        "{outcome=\"unsupported_response_type\"} 1.0",
                        "{outcome=\"ok\"} 1.0");
    }

    @Test
    void countsTheNoticesOfEndedSessions() throws Exception {
        try (var address = new LogoutAddress()) {
            RelyingParty.web(site, "Shop", ", \"backchannelLogoutUri\": \"" + address.uri() + "\"")
                    .tokens(browser, "wang");
            RelyingParty.web(site, "Away", ", \"backchannelLogoutUri\": \"http://127.0.0.1:" + Site.freePort() + "/x\"")
                    .tokens(browser, "wang");
            address.hang();
            browser.delete("/api/session");

            Eventually.holds(
                    "a notice that waits",
                    () -> address.tokens().size() == 1 && metrics().contains("saoma_oidc_logout_notices_active 1.0"));
            address.answer();
            Eventually.holds("a delivered notice", () -> values(NOTICES).contains("{outcome=\"delivered\"} 1.0"));
            Eventually.holds("a failed notice", () -> values(NOTICES).contains("{outcome=\"failed\"} 1.0"));
            assertThat(values(NOTICES)).contains("{outcome=\"given_up\"} 0.0");
            assertThat(metrics()).contains("saoma_oidc_logout_notices_active 0.0");
        }
    }

    @Test
    void writesLoginsAndTheirEndsToTheAuditTrail() {
        RelyingParty shop = RelyingParty.web(site, "Shop", ", \"refresh\": true");
        String code = shop.code(browser, "wang");
        Reply tokens = shop.redeem(code);
        String user = tokens.text("id_token").isEmpty()
                ? ""
                : shop.userInfo(tokens.text("access_token")).text("sub");
        shop.redeem(code);
        Reply again = shop.tokens(browser, "wang");
        shop.refresh(again.text("refresh_token"));
        shop.post("/oauth2/revoke", Map.of("token", again.text("refresh_token")));
        shop.post("/oauth2/revoke", Map.of("token", again.text("refresh_token")));
        browser.get("/oauth2/logout?id_token_hint=" + again.text("id_token"));
        browser.get("/oauth2/logout?id_token_hint=" + again.text("id_token"));

        assertThat(events(user))
                .extracting(
                        event -> event.path("kind").asString(),
                        event -> event.path("actor").asString(),
                        event -> event.path("note").asString())
                .startsWith(
                        tuple("client_logout", "application", "Shop"),
                        tuple("tokens_revoked", "application", "Shop: revoked by the client"),
                        tuple("client_login", "user:" + user, "Shop"),
                        tuple("tokens_revoked", "system", "Shop: code used twice"),
                        tuple("client_login", "user:" + user, "Shop"),
                        tuple("signed_in", "user:" + user, Site.INSTANCE));
        assertThat(site.admin().get("/api/admin/audit?kind=client_login").json())
                .hasSize(2);
    }

    private List<JsonNode> events(String user) {
        return StreamSupport.stream(
                        site.admin()
                                .get("/api/admin/audit?userId=" + user)
                                .json()
                                .spliterator(),
                        false)
                .toList();
    }

    /** Returns the lines of a metric without its name. */
    private List<String> values(String name) throws Exception {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .map(line -> line.substring(name.length()))
                .toList();
    }

    private String metrics() throws Exception {
        URI uri = URI.create(site.server().managementUrl().orElseThrow() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
