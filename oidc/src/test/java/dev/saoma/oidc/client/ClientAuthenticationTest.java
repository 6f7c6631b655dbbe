package dev.saoma.oidc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** O17: each way to authenticate, and what is none. */
class ClientAuthenticationTest {
    private static final String SECRET = ClientFolder.SECRET;
    /** With characters that a form encodes. */
    private static final String ODD = "CANARY+other:secret%41&=0123456789abc";

    private final AtomicInteger comparisons = new AtomicInteger();
    private ClientAuthentication authentication;

    @BeforeEach
    void create(@TempDir Path path) {
        var folder = new ClientFolder(path)
                .client("Shop", ClientFolder.WEB)
                .client(
                        "Odd",
                        ClientFolder.WEB.replace(
                                "'secretHash':['",
                                "'secretHash':['sha256:"
                                        + ClientSecretHash.of(ODD).value() + "','"))
                .client(
                        "Other",
                        ClientFolder.WEB.replace(
                                ClientFolder.HASH.substring(7),
                                ClientSecretHash.of(ODD).value()))
                .client("Inactive", ClientFolder.WEB + ",'isActive':false")
                .client("Page", ClientFolder.SPA)
                .client("Sleeping", ClientFolder.SPA + ",'isActive':false");
        var elements = folder.elements();
        authentication = new ClientAuthentication(
                new ElementClients(() -> elements, new ClientReader(Mode.PRODUCTION)), (given, stored) -> {
                    comparisons.incrementAndGet();
                    return given.isSame(stored);
                });
    }

    private static String basic(String joined) {
        return "Basic " + Base64.getEncoder().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    private static String basic(String id, String secret) {
        return basic(URLEncoder.encode(id, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    private RegisteredClient authenticate(List<String> headers, String... form) {
        var parameters = new java.util.HashMap<String, String>();
        for (int i = 0; i < form.length; i += 2) {
            parameters.put(form[i], form[i + 1]);
        }
        return authentication.authenticate(headers, name -> Optional.ofNullable(parameters.get(name)));
    }

    private OAuthException refusal(List<String> headers, String... form) {
        OAuthException refusal = catchThrowableOfType(OAuthException.class, () -> authenticate(headers, form));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("CANARY", "Shop");
        return refusal;
    }

    private OAuthError error(List<String> headers, String... form) {
        return refusal(headers, form).error();
    }

    @Test
    void takesTheSecretOfTheHeader() {
        RegisteredClient shop = authenticate(List.of(basic("Shop", SECRET)));

        assertThat(shop.id().value()).isEqualTo("Shop");
        assertThat(authenticate(List.of(basic("Shop", SECRET)), "client_id", "Shop"))
                .isEqualTo(shop);
        assertThat(authenticate(List.of(basic("Shop", SECRET).replace("Basic ", "bAsIc "))))
                .isEqualTo(shop);
    }

    @Test
    void takesTheSecretOfTheBody() {
        RegisteredClient shop = authenticate(List.of(), "client_id", "Shop", "client_secret", SECRET);

        assertThat(shop.id().value()).isEqualTo("Shop");
    }

    @Test
    void takesEitherOfTwoSecrets() {
        for (String secret : List.of(SECRET, ODD)) {
            assertThat(authenticate(List.of(basic("Odd", secret))).id().value()).isEqualTo("Odd");
            assertThat(authenticate(List.of(), "client_id", "Odd", "client_secret", secret)
                            .id()
                            .value())
                    .isEqualTo("Odd");
        }
    }

    @Test
    void decodesTheHeaderAsAForm() {
        assertThat(error(List.of(basic("Odd:" + ODD)))).as("not encoded").isEqualTo(OAuthError.INVALID_CLIENT);
        assertThat(authenticate(List.of(basic("%4fdd:" + URLEncoder.encode(ODD, StandardCharsets.UTF_8))))
                        .id()
                        .value())
                .isEqualTo("Odd");
    }

    @Test
    void takesTheNameOfAPublicClient() {
        assertThat(authenticate(List.of(), "client_id", "Page").isPublic()).isTrue();
    }

    @Test
    void refusesAPublicClientThatSendsASecret() {
        assertThat(error(List.of(), "client_id", "Page", "client_secret", SECRET))
                .isEqualTo(OAuthError.INVALID_CLIENT);
        assertThat(error(List.of(basic("Page", SECRET)))).isEqualTo(OAuthError.INVALID_CLIENT);
        assertThat(error(List.of(basic("Page", "")))).isEqualTo(OAuthError.INVALID_CLIENT);
    }

    @Test
    void saysTheSameOfEveryClientThatIsRefused() {
        List<OAuthException> refusals = List.of(
                refusal(List.of(), "client_id", "Shop"),
                refusal(List.of(), "client_id", "Shop", "client_secret", SECRET + "x"),
                refusal(List.of(), "client_id", "Shop", "client_secret", ODD),
                refusal(List.of(basic("Shop", ""))),
                refusal(List.of(basic("Shop", ODD))),
                refusal(List.of(basic("Shop", "x".repeat(10_000)))),
                refusal(List.of(), "client_id", "Nobody", "client_secret", SECRET),
                refusal(List.of(basic("Nobody", SECRET))),
                refusal(List.of(), "client_id", "Nobody"),
                refusal(List.of(), "client_id", "caf\u00e9 \u4e2d", "client_secret", SECRET),
                refusal(List.of(), "client_id", "Inactive", "client_secret", SECRET),
                refusal(List.of(basic("Inactive", SECRET))),
                refusal(List.of(), "client_id", "Sleeping"),
                refusal(List.of(), "client_id", "Page", "client_secret", SECRET));

        assertThat(refusals).extracting(OAuthException::error).containsOnly(OAuthError.INVALID_CLIENT);
        assertThat(refusals)
                .extracting(Throwable::getMessage)
                .containsOnly(refusals.get(0).getMessage());
    }

    /** What a refusal takes does not say which client is registered, how many secrets it has, or which of them is near. */
    @Test
    void comparesAsManyHashesForEveryClient() {
        for (String id : List.of("Shop", "Odd", "Other", "Inactive", "Page", "Sleeping", "Nobody", "no id at all")) {
            for (String secret : List.of("", "x", SECRET, ODD, "x".repeat(10_000))) {
                comparisons.set(0);
                try {
                    authenticate(List.of(basic(id, secret)));
                } catch (OAuthException expected) {
                    assertThat(expected.error()).isEqualTo(OAuthError.INVALID_CLIENT);
                }
                assertThat(comparisons).as(id).hasValue(2);
            }
        }
    }

    @Test
    void refusesTwoWaysAtOnce() {
        assertThat(error(List.of(basic("Shop", SECRET)), "client_secret", SECRET))
                .isEqualTo(OAuthError.INVALID_REQUEST);
        assertThat(error(List.of(basic("Shop", SECRET)), "client_id", "Shop", "client_secret", SECRET))
                .isEqualTo(OAuthError.INVALID_REQUEST);
        assertThat(error(List.of(basic("Shop", SECRET), basic("Shop", SECRET)))).isEqualTo(OAuthError.INVALID_REQUEST);
        assertThat(error(List.of(basic("Shop", SECRET)), "client_id", "Odd")).isEqualTo(OAuthError.INVALID_REQUEST);
    }

    @Test
    void refusesWhoDoesNotSayWhoItIs() {
        assertThat(error(List.of())).isEqualTo(OAuthError.INVALID_CLIENT);
        assertThat(error(List.of(), "client_secret", SECRET)).isEqualTo(OAuthError.INVALID_CLIENT);
        assertThat(error(List.of(), "client_id", "Page", "client_assertion", "x"))
                .isEqualTo(OAuthError.INVALID_CLIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!!",
                "Basic U2hvcA",
                "Bearer abc",
                "Digest x",
                "Shop:secret",
                "Basic U2hvcDol",
                "Basic U2hvcDolenox",
                "Basic U2hvcDr/",
                "Basic U2hvcDolZTQlYjg="
            })
    void refusesAMalformedHeader(String header) {
        assertThat(error(List.of(header))).isEqualTo(OAuthError.INVALID_CLIENT);
    }

    @Test
    void readsHeadersOfAnyBytesWithoutFailing() {
        var random = new java.util.Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            String header = "Basic " + Base64.getEncoder().encodeToString(bytes);

            assertThat(error(List.of(header))).isEqualTo(OAuthError.INVALID_CLIENT);
        }
    }

    @Test
    void readsNoOtherParameters() {
        assertThat(authentication
                        .authenticate(
                                List.of(),
                                name -> Optional.ofNullable(
                                        Map.of("client_id", "Page").get(name)))
                        .id()
                        .value())
                .isEqualTo("Page");
    }
}
