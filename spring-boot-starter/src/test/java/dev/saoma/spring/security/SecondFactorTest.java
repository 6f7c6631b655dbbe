package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.testing.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A user who has entered a password but not a second factor is not signed in. */
@ExtendWith(OutputCaptureExtension.class)
class SecondFactorTest {
    private static final String ATTEMPTS = "/saoma/api/login/MyWeChatLogin/attempts";
    private static final String BIND = "{\"intent\":\"bind\"}";

    @TempDir
    private Path folder;

    /** Pages of both applications: a login by password, and an address that grants the second factor. */
    @RestController
    static class Pages {
        @GetMapping("/csrf")
        String csrf(CsrfToken csrf) {
            return csrf.getToken();
        }

        @GetMapping("/orders")
        String orders() {
            return "tea";
        }

        @GetMapping("/second")
        String second(HttpServletRequest request, HttpServletResponse response) {
            Authentication half = SecurityContextHolder.getContext().getAuthentication();
            var authorities = new ArrayList<GrantedAuthority>(half.getAuthorities());
            authorities.add(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.OTT_AUTHORITY));
            authorities.add(new SimpleGrantedAuthority("ROLE_WHOLE"));
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(half.getPrincipal(), null, authorities));
            new HttpSessionSecurityContextRepository().saveContext(context, request, response);
            return "done";
        }
    }

    /** Uses the factors of Spring Security 7. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableMultiFactorAuthentication(
            authorities = {FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY})
    @Import({Pages.class, Rule.class})
    static class Factored {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/csrf", "/second")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }

    /** Uses a role that only the second factor grants, as applications on Spring Security 6 do. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({Pages.class, Rule.class})
    static class WithARole {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/csrf")
                            .permitAll()
                            .requestMatchers("/second")
                            .authenticated()
                            .anyRequest()
                            .hasRole("WHOLE"))
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }

    static class Rule {
        @Bean
        CurrentUser currentUser(WebInvocationPrivilegeEvaluator rules) {
            return SecurityContextUser.of(
                    SecurityContextUser.mayGet(rules, "/orders"),
                    authentication -> new UserId(authentication.getName()));
        }
    }

    /** Configures the rule with a public address by mistake. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Careless {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/csrf", "/second")
                            .permitAll()
                            .anyRequest()
                            .hasRole("WHOLE"))
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        CurrentUser currentUser(WebInvocationPrivilegeEvaluator rules) {
            return SecurityContextUser.of(
                    SecurityContextUser.mayGet(rules, "/second"),
                    authentication -> new UserId(authentication.getName()));
        }
    }

    @Test
    void isOwedToTheFactorsOfSpringSecurity() {
        bindsOnlyWhoIsWhollySignedIn(Factored.class);
    }

    @Test
    void isOwedToARoleOfTheApplication() {
        bindsOnlyWhoIsWhollySignedIn(WithARole.class);
    }

    @Test
    void isNotDecidedByAnAddressThatIsForAnybody(CapturedOutput output) {
        try (Site site = start(Careless.class)) {
            Browser browser = password(site);

            assertThat(browser.post(ATTEMPTS, BIND).status()).isEqualTo(500);
            assertThat(output.getAll()).contains("SecurityContextUser.mayGet: anybody may get /second");
        }
    }

    private void bindsOnlyWhoIsWhollySignedIn(Class<?> application) {
        try (Site site = start(application)) {
            Browser browser = password(site);
            assertThat(browser.get("/orders").body()).isNotEqualTo("tea");

            for (Reply refused : List.of(
                    browser.post(ATTEMPTS, BIND),
                    browser.get("/saoma/api/bindings"),
                    browser.delete("/saoma/api/bindings/MyWeChatLogin"))) {
                assertThat(refused.text("code")).isEqualTo("session_required");
            }

            assertThat(browser.get("/second").body()).isEqualTo("done");
            assertThat(browser.get("/orders").body()).isEqualTo("tea");
            String state = browser.post(ATTEMPTS, BIND).text("state");
            String code = site.wechat().issueCode(Sample.APP.appid(), "alice");
            Reply bound = browser.post(
                    "/saoma/api/bindings/MyWeChatLogin", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
            assertThat(bound.json().path("success").asBoolean())
                    .as(bound.body())
                    .isTrue();
        }
    }

    private Site start(Class<?> application) {
        return Site.of(folder, application)
                .withoutDatabase()
                .with("spring.security.user.name=ann", "spring.security.user.password=pw")
                .start();
    }

    /** Returns a browser that has entered the password. */
    private static Browser password(Site site) {
        Browser browser = site.browser();
        String csrf = browser.get("/csrf").body();
        assertThat(browser.form("/login", "username=ann&password=pw&_csrf=" + csrf)
                        .status())
                .isEqualTo(302);
        return browser;
    }
}
