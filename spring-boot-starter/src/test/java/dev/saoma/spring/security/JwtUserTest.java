package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.saoma.emulator.world.Sample;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** An application whose requests have its own JWT. */
class JwtUserTest {
    private static final String ATTEMPTS = "/saoma/api/login/MyWeChatLogin/attempts";
    private static final String BIND = "{\"intent\":\"bind\"}";
    private static final SecretKey KEY = key("a key of the application, 32 bytes or more");

    @TempDir
    private static Path folder;

    private static Site site;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        CurrentUser currentUser() {
            var decoder = NimbusJwtDecoder.withSecretKey(KEY).build();
            return JwtUser.of(
                    token -> {
                        if (token.equals("unreachable")) {
                            throw new JwtException("the keys cannot be fetched");
                        }
                        return decoder.decode(token);
                    },
                    jwt -> Optional.ofNullable(jwt.getSubject()).map(UserId::new));
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Behind {
        @Bean
        Clock clock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        }

        @Bean
        CurrentUser currentUser(Clock clock) {
            return JwtUser.of(
                            NimbusJwtDecoder.withSecretKey(KEY).build(),
                            jwt -> Optional.of(new UserId(jwt.getSubject())))
                    .withClock(clock);
        }
    }

    @BeforeAll
    static void start() {
        site = Site.of(folder, Shop.class).bare().start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void bindsAWeChatToTheUserOfTheToken() {
        String jwt = bearer(claims -> claims.subject("ann").issueTime(ago(Duration.ZERO)));
        Browser browser = site.browser();
        Reply attempt = browser.post(ATTEMPTS, BIND, jwt);
        String code = site.wechat().issueCode(Sample.APP.appid(), "alice");

        Reply bound = browser.post(
                "/saoma/api/bindings/MyWeChatLogin",
                "{\"code\":\"" + code + "\",\"state\":\"" + attempt.text("state") + "\"}",
                jwt);

        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(user(site.browser().login(site.wechat(), "alice"))).isEqualTo("ann");
    }

    @Test
    void asksForARecentLogin() {
        assertThat(begin(claims -> claims.issueTime(ago(Duration.ZERO)))).isEqualTo(201);
        assertThat(refusal(claims -> claims.issueTime(ago(Duration.ofMinutes(20)))))
                .isEqualTo("reauth_required");
    }

    /** A token that was refreshed now, after a login long ago. */
    @Test
    void believesTheTimeOfTheLoginBeforeThatOfTheToken() {
        assertThat(refusal(claims ->
                        claims.issueTime(ago(Duration.ZERO)).claim("auth_time", seconds(Duration.ofMinutes(20)))))
                .isEqualTo("reauth_required");
        assertThat(begin(claims ->
                        claims.issueTime(ago(Duration.ofMinutes(20))).claim("auth_time", seconds(Duration.ZERO))))
                .isEqualTo(201);
    }

    @Test
    void takesATokenWithoutATimeForAnOldOne() {
        assertThat(refusal(claims -> {})).isEqualTo("reauth_required");
        for (Object noTime : new Object[] {"now", Long.MAX_VALUE, Instant.now().toEpochMilli(), true}) {
            assertThat(refusal(claims -> claims.issueTime(ago(Duration.ZERO)).claim("auth_time", noTime)))
                    .as(String.valueOf(noTime))
                    .isEqualTo("reauth_required");
        }
    }

    @Test
    void takesATokenOfTheFutureForAnOldOne() {
        assertThat(begin(claims -> claims.claim("auth_time", seconds(Duration.ofSeconds(-30)))))
                .isEqualTo(201);
        assertThat(refusal(claims -> claims.claim("auth_time", seconds(Duration.ofHours(-1)))))
                .isEqualTo("reauth_required");
    }

    /** The clock of the application is an hour behind that of the issuer. */
    @Test
    void asksTheClockOfTheApplication(@TempDir Path other) {
        try (Site behind = Site.of(other, Behind.class).bare().start()) {
            assertThat(behind.browser()
                            .post(
                                    ATTEMPTS,
                                    BIND,
                                    bearer(claims -> claims.subject("ann").issueTime(ago(Duration.ZERO))))
                            .text("code"))
                    .isEqualTo("reauth_required");
        }
    }

    @Test
    void isNobodyWithAnInvalidToken() {
        Browser browser = site.browser();
        assertThat(browser.get("/saoma/api/bindings", "Authorization: Bearer x").text("code"))
                .isEqualTo("session_required");
        assertThat(browser.get(
                                "/saoma/api/bindings",
                                signed(key("another key, of 32 bytes or more too"), claims -> claims.subject("ann")))
                        .text("code"))
                .isEqualTo("session_required");
        assertThat(browser.get(
                                "/saoma/api/bindings",
                                bearer(claims -> claims.subject("ann").expirationTime(ago(Duration.ofHours(1)))))
                        .text("code"))
                .isEqualTo("session_required");
        assertThat(browser.get("/saoma/api/bindings", bearer(claims -> claims.claim("client", "robot")))
                        .text("code"))
                .isEqualTo("session_required");
    }

    @Test
    void failsWhenTheTokenCannotBeChecked() {
        assertThat(site.browser()
                        .get("/saoma/api/bindings", "Authorization: Bearer unreachable")
                        .text("code"))
                .isEqualTo("internal_error");
    }

    @Test
    void knowsASaomaSessionFirst() {
        site.bind("user123", "wang");
        Browser browser = site.browser();
        browser.login(site.wechat(), "wang");
        String token = browser.cookies().get("saoma-session-8080~saoma");
        String jwt = bearer(claims -> claims.subject("nobody").issueTime(ago(Duration.ZERO)));

        assertThat(site.browser()
                        .get("/saoma/api/bindings", "Saoma-Session: " + token, jwt)
                        .body())
                .contains("boundAt\":\"");
        assertThat(site.browser().get("/saoma/api/bindings", jwt).body()).doesNotContain("boundAt\":\"");
    }

    @Test
    void isProtectedFromAPageOfAnotherOrigin() {
        Reply refused = site.browser()
                .post(
                        ATTEMPTS,
                        BIND,
                        bearer(claims -> claims.subject("ann").issueTime(ago(Duration.ZERO))),
                        "Origin: https://evil.example");

        assertThat(refused.text("code")).isEqualTo("forbidden");
    }

    private static int begin(Consumer<JWTClaimsSet.Builder> claims) {
        return site.browser()
                .post(ATTEMPTS, BIND, bearer(claims.andThen(more -> more.subject("ann"))))
                .status();
    }

    private static String refusal(Consumer<JWTClaimsSet.Builder> claims) {
        return site.browser()
                .post(ATTEMPTS, BIND, bearer(claims.andThen(more -> more.subject("ann"))))
                .text("code");
    }

    private static String user(Reply session) {
        return session.json().path("user").path("userId").asString();
    }

    private static Date ago(Duration duration) {
        return Date.from(Instant.now().minus(duration));
    }

    private static long seconds(Duration ago) {
        return Instant.now().minus(ago).getEpochSecond();
    }

    private static String bearer(Consumer<JWTClaimsSet.Builder> claims) {
        return signed(KEY, claims);
    }

    private static String signed(SecretKey key, Consumer<JWTClaimsSet.Builder> claims) {
        var builder = new JWTClaimsSet.Builder();
        claims.accept(builder);
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), builder.build());
        try {
            jwt.sign(new MACSigner(key));
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
        return "Authorization: Bearer " + jwt.serialize();
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }
}
