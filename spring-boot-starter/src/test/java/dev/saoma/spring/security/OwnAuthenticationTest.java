package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.session.Sessions;
import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Saoma sessions as the application's own classes of an authentication. */
@ExtendWith(OutputCaptureExtension.class)
class OwnAuthenticationTest {
    private static final AtomicReference<String> ACCOUNT = new AtomicReference<>("");
    private static final CountDownLatch STORED = new CountDownLatch(1);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    @TempDir
    private static Path folder;

    private static Site site;

    /** The principal that the application's controllers cast to. */
    static final class Customer extends User {
        private static final long serialVersionUID = 1L;

        Customer(String name, String account) {
            super(
                    name,
                    "",
                    !account.equals("disabled"),
                    !account.equals("expired"),
                    !account.equals("old password"),
                    !account.equals("locked"),
                    List.of());
        }
    }

    /** The authentication that the application's controllers cast to. */
    static final class OwnToken extends TestingAuthenticationToken {
        private static final long serialVersionUID = 1L;

        OwnToken(String name) {
            super(name, "");
            setAuthenticated(!ACCOUNT.get().equals("unauthenticated"));
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @Bean
        @Order(1)
        SecurityFilterChain own(HttpSecurity http) {
            return http.securityMatcher("/own/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .with(
                            SaomaLogin.saomaLogin().authentication(session -> new OwnToken(name(session))),
                            Customizer.withDefaults())
                    .build();
        }

        /** A chain that has nothing to do with Saoma, and shares the HTTP session. */
        @Bean
        @Order(2)
        SecurityFilterChain without(HttpSecurity http) {
            return http.securityMatcher("/without/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        @Order(3)
        SecurityFilterChain stored(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/stored")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .securityContext(context -> context.requireExplicitSave(false))
                    .with(SaomaLogin.saomaLogin(), login -> login.userDetails(Shop::customer))
                    .build();
        }

        @Bean
        CurrentUser currentUser() {
            return SecurityContextUser.of(
                    Authentication::isAuthenticated, authentication -> new UserId(authentication.getName()));
        }

        private static UserDetails customer(Session session) {
            return switch (ACCOUNT.get()) {
                case "unknown" -> throw new UsernameNotFoundException("no row");
                case "unreachable" -> throw new AuthenticationServiceException("the table is away");
                default -> new Customer(name(session), ACCOUNT.get());
            };
        }

        private static String name(Session session) {
            return "customer " + session.user().value();
        }

        @GetMapping("/without/private")
        String without() {
            return "private";
        }

        /** Reads the user on another thread, after the request's own thread has left. */
        @GetMapping("/later")
        Callable<String> later() {
            return () -> {
                Thread.sleep(200);
                return SecurityContextHolder.getContext().getAuthentication().getName();
            };
        }

        /** Stores the context, and goes on until the test releases it. */
        @GetMapping("/hold")
        String hold(HttpServletRequest request, HttpServletResponse response) throws InterruptedException {
            new HttpSessionSecurityContextRepository()
                    .saveContext(SecurityContextHolder.getContext(), request, response);
            STORED.countDown();
            return String.valueOf(RELEASED.await(10, TimeUnit.SECONDS));
        }

        @GetMapping("/private")
        String principal(Authentication authentication) {
            return ((Customer) authentication.getPrincipal()).getUsername();
        }

        @GetMapping("/own/private")
        String authentication(Authentication authentication) {
            return ((OwnToken) authentication).getName();
        }

        @GetMapping("/stored")
        String stored(HttpSession session) {
            return String.valueOf(
                    session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                            instanceof SaomaSecurityContext);
        }

        /** A login of the application, on top of a Saoma session. */
        @GetMapping("/login-as-clerk")
        String loginAsClerk() {
            SecurityContextHolder.getContext()
                    .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                            new Customer("clerk", ""), null, List.of()));
            return "done";
        }
    }

    @BeforeAll
    static void start() {
        site = Site.of(folder, Shop.class)
                .withoutDatabase()
                .with("logging.level.dev.saoma.spring.security=info")
                .start();
        site.bind("user123", "alice");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void isWhatTheApplicationCastsTo() {
        Browser browser = signedIn();

        assertThat(browser.get("/private").body()).isEqualTo("customer user123");
        assertThat(browser.get("/own/private").body()).isEqualTo("customer user123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "locked", "expired", "old password", "unknown"})
    void refusesAnAccountThatTheApplicationRefuses(String account, CapturedOutput output) {
        Browser browser = signedIn();

        assertThat(ofAccount(account, browser, "/private")).isEqualTo(401);

        assertThat(output.getAll().split("the session of user user123 does not authenticate the request: ", -1))
                .hasSize(2);
        assertThat(browser.get("/private").status()).isEqualTo(200);
    }

    @Test
    void failsWhenTheApplicationCannotSay() {
        assertThat(ofAccount("unreachable", signedIn(), "/private")).isEqualTo(500);
    }

    @Test
    void isNobodysWhenItIsNotAuthenticated() {
        assertThat(ofAccount("unauthenticated", signedIn(), "/own/private")).isEqualTo(401);
    }

    @Test
    void opensNothingOnceTheSessionHasEndedThoughItsContextIsInTheHttpSession() {
        Browser browser = signedIn();
        assertThat(browser.get("/private").status()).isEqualTo(200);
        assertThat(browser.get("/stored").body()).isEqualTo("true");

        site.bean(Sessions.class).end(new UserId("user123"));

        assertThat(browser.get("/saoma/api/bindings").text("code")).isEqualTo("session_required");
        assertThat(browser.get("/own/private").status()).isEqualTo(401);
        assertThat(browser.get("/private").status()).isEqualTo(401);
    }

    @Test
    void opensNothingInAChainWithoutSaomaThoughItsContextIsInTheHttpSession() {
        Browser browser = signedIn();
        assertThat(browser.get("/private").status()).isEqualTo(200);
        assertThat(browser.get("/without/private").status()).isEqualTo(403);
        assertThat(browser.get("/login-as-clerk").status()).isEqualTo(200);
        assertThat(browser.get("/without/private").status()).isEqualTo(200);
    }

    @Test
    void opensNothingWhileTheRequestThatStoredTheContextGoesOn() throws Exception {
        Browser browser = signedIn();
        browser.get("/stored");
        CompletableFuture<String> held =
                CompletableFuture.supplyAsync(() -> browser.get("/hold").body());
        assertThat(STORED.await(10, TimeUnit.SECONDS)).isTrue();
        var other =
                site.browser().with("Cookie: JSESSIONID=" + browser.cookies().get("JSESSIONID"));

        assertThat(other.get("/saoma/api/bindings").text("code")).isEqualTo("session_required");
        assertThat(other.get("/private").status()).isEqualTo(401);

        RELEASED.countDown();
        assertThat(held.get(10, TimeUnit.SECONDS)).isEqualTo("true");
    }

    @Test
    void isThereWhileARequestGoesOnAsynchronously() {
        assertThat(signedIn().get("/later").body()).isEqualTo("customer user123");
    }

    @Test
    void leavesALoginOfTheApplicationInPlace() {
        Browser browser = signedIn();
        assertThat(browser.get("/login-as-clerk").body()).isEqualTo("done");

        site.bean(Sessions.class).end(new UserId("user123"));

        assertThat(browser.get("/private").body()).isEqualTo("clerk");
    }

    private static int ofAccount(String account, Browser browser, String address) {
        ACCOUNT.set(account);
        try {
            return browser.get(address).status();
        } finally {
            ACCOUNT.set("");
        }
    }

    private static Browser signedIn() {
        Browser browser = site.browser();
        assertThat(browser.login(site.wechat(), "alice").status()).isEqualTo(201);
        return browser;
    }
}
