package dev.saoma.spring;

import static dev.saoma.spring.DocumentedProject.NO_SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.spring.DocumentedProject.Running;
import dev.saoma.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs what {@code docs/spring-boot.md} says of an application's own users, tokens and invitations. */
class DocumentedTokensTest {
    private static final String KEY = "a key of the application, 32 bytes or more";

    @TempDir
    private Path folder;

    @Test
    void castsToTheApplicationsOwnUser() throws Exception {
        var project = new DocumentedProject(folder)
                .withExample("ShopApplication.java")
                .withSnippets("Customers.java", "Staff.java")
                .withClass("Clerk.java", """
                        package com.example.shop;

                        import java.util.List;
                        import org.springframework.security.core.userdetails.User;

                        class Clerk extends User {
                            Clerk(String name) {
                                super(name, "", List.of());
                            }
                        }
                        """)
                .withClass("Clerks.java", """
                        package com.example.shop;

                        import org.springframework.security.core.annotation.AuthenticationPrincipal;
                        import org.springframework.security.core.userdetails.UserDetails;
                        import org.springframework.security.core.userdetails.UserDetailsService;
                        import org.springframework.transaction.support.TransactionSynchronizationManager;
                        import org.springframework.web.bind.annotation.GetMapping;
                        import org.springframework.web.bind.annotation.RestController;

                        @RestController
                        class Clerks implements UserDetailsService {
                            @Override
                            public UserDetails loadUserByUsername(String name) {
                                return new Clerk(TransactionSynchronizationManager.isActualTransactionActive() + name);
                            }

                            @GetMapping("/staff/me")
                            String me(@AuthenticationPrincipal Clerk clerk) {
                                return clerk.getUsername();
                            }
                        }
                        """);

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = project.run(wechat)) {
            Browser browser = new Browser(shop.address());
            assertThat(browser.get("/staff/me").status()).isEqualTo(401);

            Reply session = browser.login(wechat, "alice");

            assertThat(browser.get("/staff/me").body()).isEqualTo("true" + user(session));
        }
    }

    @Test
    void knowsAUserByAJwt() throws Exception {
        var project = new DocumentedProject(folder)
                .withExample("ShopApplication.java")
                .withSnippets("Customers.java", "JwtLogin.java")
                .withClass("Keys.java", """
                        package com.example.shop;

                        import javax.crypto.spec.SecretKeySpec;
                        import org.springframework.context.annotation.Bean;
                        import org.springframework.context.annotation.Configuration;
                        import org.springframework.security.oauth2.jwt.JwtDecoder;
                        import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

                        @Configuration
                        class Keys {
                            @Bean
                            JwtDecoder decoder() {
                                return NimbusJwtDecoder.withSecretKey(
                                        new SecretKeySpec("%s".getBytes(), "HmacSHA256")).build();
                            }
                        }
                        """.formatted(KEY));

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = project.run(wechat, NO_SECURITY)) {
            String customer = user(new Browser(shop.address()).login(wechat, "alice"));

            assertThat(new Browser(shop.address())
                            .get("/saoma/api/bindings", "Authorization: Bearer " + jwt(customer))
                            .body())
                    .contains("boundAt\":\"");
        }
    }

    @Test
    void logsInWithSaToken() throws Exception {
        var project = new DocumentedProject(folder)
                .withExample("ShopApplication.java")
                .withSnippets("Customers.java", "SaTokenLogin.java");

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = project.run(wechat, NO_SECURITY, "--test.sa-token=true", "--sa-token.is-print=false")) {
            Browser browser = new Browser(shop.address());

            Reply answer = browser.login(wechat, "alice");

            assertThat(answer.text("tokenName")).isEqualTo("satoken");
            assertThat(browser.get("/saoma/api/bindings").body()).contains("boundAt\":\"");
        }
    }

    @Test
    void invitesACustomer() throws Exception {
        var project = new DocumentedProject(folder)
                .withExample("ShopApplication.java")
                .withSnippets("Customers.java", "InvitationController.java");

        try (WeChatEmulator wechat = WeChatEmulator.start();
                Running shop = project.run(wechat, NO_SECURITY)) {
            shop.context()
                    .getBean(JdbcClient.class)
                    .sql("INSERT INTO customer (id, name) VALUES (10001, 'Ann')")
                    .update();

            Reply invited = new Browser(shop.address()).post("/staff/customers/10001/invitation", "{}");

            assertThat(invited.text("link"))
                    .startsWith("http://localhost:8080/saoma/login#instance=MyWeChatLogin&invitation=");
        }
    }

    private static String user(Reply session) {
        return session.json().path("user").path("userId").asString();
    }

    private static String jwt(String subject) throws Exception {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .issueTime(new Date())
                        .build());
        jwt.sign(new MACSigner(KEY.getBytes(StandardCharsets.UTF_8)));
        return jwt.serialize();
    }
}
