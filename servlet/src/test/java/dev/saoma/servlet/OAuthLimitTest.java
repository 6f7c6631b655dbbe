package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.limit.OAuthClientLimits;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The limits of OAuth clients, as a route applies them. */
class OAuthLimitTest {
    private static final String HERE = "X-Forwarded-For: 203.0.113.1";
    private static final String ELSEWHERE = "X-Forwarded-For: 203.0.113.2";
    private static final Set<String> KNOWN = Set.of("grafana", "gitea", "public");
    private final MovableClock clock = new MovableClock(-1_000_000_000L);

    private RouteSite site(RateLimits limits) {
        WebSettings settings = Site.production("/saoma").withClients(new ClientSettings(List.of("127.0.0.1"), limits));
        var clients = new OAuthClientLimits(settings.clients(), clock::nanos);
        return new RouteSite(
                settings,
                List.of(Route.form(
                        "/oauth2/token", ResponseKind.OAUTH, (request, form) -> token(clients, request, form))));
    }

    private static Response token(OAuthClientLimits limits, RoutedRequest request, FormParameters form) {
        String client = form.find("client_id").filter(KNOWN::contains).orElse("");
        if (client.equals("public")) {
            limits.countPublicCall(request.request());
            return Response.oauth(200, Map.of());
        }
        limits.requireFewFailures(client, request.request());
        if (client.isEmpty() || !form.require("secret").equals("good")) {
            limits.countFailure(client, request.request());
            throw new OAuthException(OAuthError.INVALID_CLIENT, "The client is unknown, or its secret is wrong.");
        }
        limits.countCall(client);
        return Response.oauth(200, Map.of());
    }

    private static int call(HttpBrowser browser, String client, String secret, String from) {
        return browser.form("/oauth2/token", "client_id=" + client + "&secret=" + secret, from)
                .status();
    }

    @Test
    void letsABusyClientCallFromOneAddress() {
        try (RouteSite site = site(RateLimits.DEFAULT)) {
            HttpBrowser browser = site.browser();
            for (int i = 0; i < 5_000; i++) {
                assertThat(call(browser, "grafana", "good", HERE)).isEqualTo(200);
            }
        }
    }

    @Test
    void refusesAClientThatCallsWithoutEnd() {
        try (RouteSite site = site(RateLimits.DEFAULT)) {
            HttpBrowser browser = site.browser();
            for (int i = 0; i < OAuthClientLimits.OF_CLIENT.burst(); i++) {
                call(browser, "grafana", "good", HERE);
            }

            assertThat(call(browser, "grafana", "good", ELSEWHERE)).isEqualTo(429);
            assertThat(call(browser, "gitea", "good", HERE)).isEqualTo(200);
        }
    }

    @Test
    void refusesAfterManyWrongSecretsThatClientAndAddressAlone() {
        try (RouteSite site = site(RateLimits.DEFAULT)) {
            HttpBrowser browser = site.browser();
            var statuses = new java.util.ArrayList<Integer>();
            for (int i = 0; i < 200; i++) {
                statuses.add(call(browser, "grafana", "bad", HERE));
            }

            assertThat(statuses.subList(0, 100)).containsOnly(401);
            assertThat(statuses.subList(100, 200)).containsOnly(429);
            assertThat(call(browser, "grafana", "good", HERE)).isEqualTo(429);
            assertThat(call(browser, "grafana", "good", ELSEWHERE)).isEqualTo(200);
            assertThat(call(browser, "gitea", "good", HERE)).isEqualTo(200);
            clock.pass(Duration.ofMinutes(1));
            assertThat(call(browser, "grafana", "good", HERE)).isEqualTo(200);
        }
    }

    @Test
    void countsEveryUnknownClientAsOne() {
        try (RouteSite site = site(RateLimits.DEFAULT)) {
            HttpBrowser browser = site.browser();
            for (int i = 0; i < 100; i++) {
                assertThat(call(browser, "made-up-" + i, "x", HERE)).isEqualTo(401);
            }

            assertThat(call(browser, "made-up-100", "x", HERE)).isEqualTo(429);
            assertThat(call(browser, "made-up-100", "x", ELSEWHERE)).isEqualTo(401);
        }
    }

    @Test
    void countsClientsWithoutASecretByAddress() {
        try (RouteSite site = site(RateLimits.DEFAULT)) {
            HttpBrowser browser = site.browser();
            for (int i = 0; i < 600; i++) {
                assertThat(call(browser, "public", "", HERE)).isEqualTo(200);
            }

            Reply refused = browser.form("/oauth2/token", "client_id=public", HERE);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(call(browser, "public", "", ELSEWHERE)).isEqualTo(200);
        }
    }

    @Test
    void countsNothingWithoutLimits() {
        try (RouteSite site = site(RateLimits.OFF)) {
            HttpBrowser browser = site.browser();
            for (int i = 0; i < OAuthClientLimits.OF_CLIENT.burst() + 1; i++) {
                assertThat(call(browser, "grafana", "good", HERE)).isEqualTo(200);
            }
            for (int i = 0; i < 120; i++) {
                assertThat(call(browser, "grafana", "bad", HERE)).isEqualTo(401);
            }
        }
    }
}
