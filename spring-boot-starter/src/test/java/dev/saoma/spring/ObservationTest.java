package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.LoginSteps;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The observation of each login step: a timer, and the data for the spans of a tracer. */
class ObservationTest {
    private static final String NO_REGISTRY =
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";

    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {
        final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

        /** Receives observations in place of a tracer. */
        @Bean
        ObservationHandler<Observation.Context> tracer() {
            return new ObservationHandler<>() {
                @Override
                public boolean supportsContext(Observation.Context context) {
                    return true;
                }

                @Override
                public void onStop(Observation.Context context) {
                    ended.add(context);
                }
            };
        }
    }

    @SpringBootConfiguration
    static class Own extends Shop {
        final List<String> begun = new CopyOnWriteArrayList<>();

        @Bean
        LoginSteps steps() {
            return step -> {
                begun.add(step.name());
                return (ended, failure) -> {};
            };
        }
    }

    @SpringBootConfiguration
    static class Broken extends Shop {
        @Bean
        ObservationHandler<Observation.Context> broken() {
            return new ObservationHandler<>() {
                @Override
                public boolean supportsContext(Observation.Context context) {
                    return ObservedSteps.NAME.equals(context.getName());
                }

                @Override
                public void onStart(Observation.Context context) {
                    throw new IllegalStateException("the collector is away");
                }
            };
        }
    }

    @Test
    void timesEveryStepByWhatCameOfIt() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            site.bind("user123", "alice");
            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
            site.browser().login(site.wechat(), "wang");
            MeterRegistry meters = site.bean(MeterRegistry.class);

            assertThat(meters.get("saoma.step")
                            .tags("step", "session", "outcome", "ok")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("saoma.step")
                            .tags("step", "code", "outcome", "wechat_not_bound")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("saoma.step.active").longTaskTimers())
                    .isNotEmpty()
                    .allSatisfy(timer -> assertThat(timer.activeTasks()).isZero());
            assertThat(meters.getMeters().stream()
                            .map(Meter::getId)
                            .filter(id -> id.getName().startsWith("saoma"))
                            .flatMap(id -> id.getTags().stream())
                            .collect(Collectors.toSet()))
                    .isNotEmpty()
                    .isSubsetOf(allowed());
        }
    }

    @Test
    void nestsACallToWeChatInItsStepAndAStepInItsRequest() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            site.bind("user123", "alice");
            Shop shop = site.bean(Shop.class);
            shop.ended.clear();
            site.browser().login(site.wechat(), "alice");

            Observation.Context call = step(shop, "/sns/oauth2/access_token");
            Observation.ContextView code = parent(call);
            assertThat(List.of(call, code)).allSatisfy(context -> {
                assertThat(attempt(context)).isNotEmpty();
                assertThat(context.getLowCardinalityKeyValue("saoma.instance").getValue())
                        .isEqualTo("MyWeChatLogin");
            });
            assertThat(code.getContextualName()).isEqualTo("saoma code");
            assertThat(parent(code).getName()).isEqualTo("http.server.requests");
            assertThat(site.bean(ObservationRegistry.class).getCurrentObservation())
                    .isNull();
        }
    }

    @Test
    void joinsTheSpansOfOneAttempt() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            site.bind("user123", "alice");
            Shop shop = site.bean(Shop.class);
            shop.ended.clear();
            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
            String first = attempt(step(shop, "attempt"));

            assertThat(first).matches("[0-9a-f]{16}");
            assertThat(List.of("code", "/sns/oauth2/access_token", "session"))
                    .allSatisfy(name -> assertThat(attempt(step(shop, name))).isEqualTo(first));
        }
    }

    @Test
    void saysNoSecretCodeStateOrOpenid() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            site.bind("user123", "alice");
            Shop shop = site.bean(Shop.class);
            Browser browser = site.browser();
            String state = browser.post("/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}")
                    .text("state");
            String code = site.wechat().issueCode(Sample.APP.appid(), "alice");
            browser.get("/saoma/api/login/MyWeChatLogin/callback?code=" + code + "&state=" + state);
            String loginCode = browser.post(
                            "/saoma/api/login/MyWeChatLogin/code",
                            "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}")
                    .text("loginCode");
            browser.post("/saoma/api/session", "{\"loginCode\":\"" + loginCode + "\"}");

            String seen = shop.ended.stream()
                    .map(context -> context.getName() + " " + context.getContextualName() + " "
                            + context.getAllKeyValues().stream()
                                    .map(KeyValue::toString)
                                    .collect(Collectors.joining(" ")))
                    .collect(Collectors.joining("\n"));
            assertThat(seen).contains("/sns/oauth2/access_token", "/callback");
            assertThat(List.of(state, code, loginCode, Sample.APP.secret()))
                    .allSatisfy(secret -> assertThat(secret).isNotEmpty())
                    .noneSatisfy(secret -> assertThat(seen).contains(secret));
            assertThat(seen).doesNotContain("user123", "openid", "?");
        }
    }

    @Test
    void logsInWithoutARegistry() {
        try (Site site = Site.of(folder, Shop.class)
                .bare()
                .with("spring.autoconfigure.exclude=" + String.join(",", Site.NO_DATABASE, NO_REGISTRY))
                .start()) {
            site.bind("user123", "alice");

            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
            assertThat(site.context().getBeansOfType(LoginSteps.class)).isEmpty();
        }
    }

    @Test
    void yieldsToTheApplicationsOwnSteps() {
        try (Site site = Site.of(folder, Own.class).bare().start()) {
            site.bind("user123", "alice");
            site.browser().login(site.wechat(), "alice");

            assertThat(site.bean(Own.class).begun).contains("code", "/sns/oauth2/access_token", "session");
            assertThat(site.bean(MeterRegistry.class).find("saoma.step").timers())
                    .isEmpty();
        }
    }

    @Test
    void letsLoginsStandWhenACollectorFails() {
        try (Site site = Site.of(folder, Broken.class).bare().start()) {
            site.bind("user123", "alice");

            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
        }
    }

    @Test
    void givesAStepThatNobodyKnowsNoNameOfItsOwn() {
        var recording = new Shop();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(recording.tracer());

        LoginStep step = LoginStep.of("/sns/auth?access_token=CANARY");
        new ObservedSteps(registry).begin(step).ended(step, Optional.empty());

        assertThat(recording.ended).singleElement().satisfies(context -> {
            assertThat(context.getContextualName()).isEqualTo("saoma other");
            assertThat(context.getAllKeyValues())
                    .containsExactlyInAnyOrder(
                            KeyValue.of("step", "other"),
                            KeyValue.of("outcome", "ok"),
                            KeyValue.of("saoma.instance", "none"));
        });
    }

    private static Set<Tag> allowed() {
        Stream<Tag> steps = LoginSteps.NAMES.stream().map(name -> Tag.of("step", name));
        Stream<Tag> outcomes = Arrays.stream(ErrorCode.values()).map(code -> Tag.of("outcome", code.code()));
        Stream<Tag> rest = Stream.of(
                Tag.of("outcome", "ok"),
                Tag.of("error", "none"),
                Tag.of("saoma.instance", "MyWeChatLogin"),
                Tag.of("saoma.instance", "none"));
        return Stream.of(steps, outcomes, rest).flatMap(tags -> tags).collect(Collectors.toSet());
    }

    private static Observation.Context step(Shop shop, String name) {
        return shop.ended.stream()
                .filter(context -> String.valueOf(context.getContextualName()).equals("saoma " + name))
                .findFirst()
                .orElseThrow();
    }

    private static String attempt(Observation.ContextView context) {
        return context.getHighCardinalityKeyValue("saoma.attempt").getValue();
    }

    private static Observation.ContextView parent(Observation.ContextView context) {
        return context.getParentObservation().getContextView();
    }
}
