package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of the provider: floods end, and busy clients do not suffer. */
class OidcLimitsTest {
    @TempDir
    private static Path folder;

    private static Site site;
    private static RelyingParty shop;
    private static int addresses;

    private final String here = address();
    private final String elsewhere = address();

    private static String address() {
        return "X-Forwarded-For: 192.0.2." + ++addresses;
    }

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder, new ClientSettings(List.of("127.0.0.1"), RateLimits.DEFAULT)));
        shop = RelyingParty.web(site, "Shop", "");
        RelyingParty.web(site, "Other", "");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private Reply introspect(String client, String secret, String from) {
        return new HttpBrowser(site.server().publicUrl())
                .form("/oauth2/introspect", "token=x", RelyingParty.basic(client, secret), from);
    }

    private void busy(int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(introspect("Shop", RelyingParty.SECRET, here).status()).isEqualTo(200);
        }
    }

    /** More than one address may send without a secret. */
    @Test
    void letAClientBehindOneAddressCallOften() {
        busy(700);
    }

    @Test
    @Tag("full")
    void letAClientBehindOneAddressCallFiveThousandTimes() {
        busy(5_000);
    }

    @Test
    void endTheGuessingOfASecretForThatClientAndAddressAlone() {
        List<Integer> statuses = IntStream.range(0, 200)
                .mapToObj(i -> introspect("Shop", "guess-" + i, here).status())
                .toList();

        assertThat(statuses.subList(0, 100)).containsOnly(401);
        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses).filteredOn(status -> status == 401).hasSizeLessThan(120);
        Reply refused = introspect("Shop", RelyingParty.SECRET, here);
        assertThat(refused.status())
                .as("does not say whether the secret is right")
                .isEqualTo(429);
        assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(introspect("Shop", RelyingParty.SECRET, elsewhere).status()).isEqualTo(200);
        assertThat(introspect("Other", RelyingParty.SECRET, here).status()).isEqualTo(200);
    }

    /** The form names the client as well as the header does. */
    @Test
    void endTheGuessingOfASecretInTheForm() {
        for (int i = 0; i < 110; i++) {
            shop.http().form("/oauth2/token", "client_id=Shop&client_secret=guess-" + i, here);
        }

        assertThat(introspect("Shop", RelyingParty.SECRET, here).status()).isEqualTo(429);
        assertThat(introspect("Other", RelyingParty.SECRET, here).status()).isEqualTo(200);
    }

    /** Requests that wait take room in the database, and nobody has to log in for them. */
    @Test
    void endAFloodOfRequestsThatWait() {
        String request = "/oauth2/authorize?" + RelyingParty.form(shop.parameters());
        List<Integer> statuses = IntStream.range(0, 1_000)
                .mapToObj(i -> site.browser().get(request, here).status())
                .toList();

        assertThat(statuses.subList(0, 200)).containsOnly(303);
        assertThat(statuses.subList(900, 1_000)).contains(429);
        assertThat(site.browser()
                        .form("/oauth2/authorize", RelyingParty.form(shop.parameters()), here)
                        .status())
                .isIn(303, 429);
        assertThat(site.browser().get(request, elsewhere).status()).isEqualTo(303);
    }

    /** A user who is logged in needs no page, and no row that waits. */
    @Test
    void letAUserGoOnWhoIsLoggedIn() {
        Browser alice = site.browser();
        alice.login(site.code("alice"));
        Map<String, String> silent = shop.parameters();
        silent.put("prompt", "none");
        for (int i = 0; i < 700; i++) {
            assertThat(alice.get("/oauth2/authorize?" + RelyingParty.form(silent), here)
                            .header("Location"))
                    .contains("?code=");
        }
    }
}
