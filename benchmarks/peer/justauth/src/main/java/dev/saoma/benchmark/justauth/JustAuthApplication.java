package dev.saoma.benchmark.justauth;

import me.zhyd.oauth.config.AuthConfig;
import me.zhyd.oauth.request.AuthRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** WeChat login with JustAuth, its default state cache and HTTP client, on Spring Boot with Tomcat. */
@SpringBootApplication
public class JustAuthApplication {
    /** Listens on loopback at {@code PORT}, and calls WeChat at {@code UPSTREAM}. */
    public static void main(String[] args) {
        SpringApplication.run(JustAuthApplication.class, args);
    }

    /** JustAuth with its defaults, except for WeChat's address. */
    @Bean
    AuthRequest wechat(
            @Value("${wechat.app-id}") String appId,
            @Value("${wechat.secret}") String secret,
            @Value("${wechat.redirect-uri}") String redirectUri,
            @Value("${wechat.host}") String host) {
        AuthConfig config = AuthConfig.builder()
                .clientId(appId)
                .clientSecret(secret)
                .redirectUri(redirectUri)
                .build();
        return new WeChatRequest(config, host);
    }
}
