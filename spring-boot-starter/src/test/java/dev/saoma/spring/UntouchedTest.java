package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

/** The starter does not change the behaviour of an application. */
class UntouchedTest {
    private static final String OURS = String.join(
            ",",
            "dev.saoma.spring.SaomaAutoConfiguration",
            "dev.saoma.spring.SaomaHealthAutoConfiguration",
            "dev.saoma.spring.SaomaObservationAutoConfiguration",
            "dev.saoma.spring.SaomaReactiveAutoConfiguration",
            "dev.saoma.spring.SaomaRedisAutoConfiguration",
            "dev.saoma.spring.SaomaServletAutoConfiguration",
            "dev.saoma.spring.security.SaomaSecurityAutoConfiguration");

    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @Bean
        JsonMapperBuilderCustomizer withoutNulls() {
            return builder ->
                    builder.changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL));
        }

        @GetMapping("/open")
        Map<String, String> open() {
            var map = new LinkedHashMap<String, String>();
            map.put("shop", "open");
            return map;
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void addsNoBeanButItsOwn() {
        Set<String> without;
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Shop.class)
                .properties(
                        "server.port=0",
                        "spring.flyway.locations=classpath:db/shop",
                        "spring.autoconfigure.exclude=" + OURS)
                .run()) {
            without = beans(context);
        }
        try (Site site = Site.of(folder, Shop.class)
                .with("spring.flyway.locations=classpath:db/shop")
                .start()) {
            Set<String> added = beans(site.context());
            assertThat(added).containsAll(without);

            added.removeAll(without);

            assertThat(added)
                    .hasSizeGreaterThan(5)
                    .allMatch(name -> name.startsWith("saoma") || name.startsWith("dev.saoma.spring."));
            assertThat(site.context().getBeanNamesForType(JsonMapper.class)).hasSize(1);
            assertThat(site.context().getBeanNamesForType(DispatcherServlet.class))
                    .hasSize(1);
            assertThat(site.context().getBeanNamesForType(ServletRegistrationBean.class))
                    .containsExactlyInAnyOrder("dispatcherServletRegistration", "saomaServlet");
        }
    }

    @Test
    void leavesEndpointsErrorsAndJsonAsTheyWere() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            Browser browser = site.browser();

            assertThat(browser.get("/open").body()).isEqualTo("{\"shop\":\"open\"}");

            Reply nothing = browser.get("/nothing", "Accept: application/json");
            assertThat(nothing.status()).isEqualTo(404);
            assertThat(nothing.json().propertyNames())
                    .containsExactlyInAnyOrder("timestamp", "status", "error", "path");
            assertThat(browser.get("/nothing", "Accept: text/html").body()).contains("Whitelabel Error Page");
            assertThat(browser.get("/broken", "Accept: application/json").status())
                    .isEqualTo(500);
            assertThat(browser.get("/open").headers()).doesNotContainKeys("content-security-policy", "set-cookie");

            Reply ours = browser.get("/saoma/nothing", "Accept: application/json");
            assertThat(ours.text("code")).isEqualTo("not_found");
        }
    }

    private static Set<String> beans(ConfigurableApplicationContext context) {
        return new TreeSet<>(Arrays.asList(context.getBeanDefinitionNames()));
    }
}
