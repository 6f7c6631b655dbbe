package dev.saoma.benchmark.wxjava;

import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** WeChat login with WxJava and its default HTTP client, on Spring Boot with Tomcat. */
@SpringBootApplication
public class WxJavaApplication {
    /** Listens on loopback at {@code PORT}, and calls WeChat at {@code UPSTREAM}. */
    public static void main(String[] args) {
        SpringApplication.run(WxJavaApplication.class, args);
    }

    /** WxJava with its defaults, except for WeChat's address. */
    @Bean
    WxMpService wechat(
            @Value("${wechat.app-id}") String appId,
            @Value("${wechat.secret}") String secret,
            @Value("${wechat.host}") String host) {
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(appId);
        config.setSecret(secret);
        config.setHostConfig(new WxMpHostConfig(host, host, host));
        var service = new WxMpServiceImpl();
        service.setWxMpConfigStorage(config);
        return service;
    }
}
