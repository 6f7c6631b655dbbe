package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.App;
import dev.saoma.wechat.WeChatType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** The hints for a native image. */
class SaomaRuntimeHintsTest {
    private static final RuntimeHints HINTS = hints();

    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {}

    @Test
    void coverEveryFileOfSaoma() throws IOException {
        List<String> files = new ArrayList<>();
        for (String root : List.of("app", "schema", "web", "servlet")) {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:dev/saoma/" + root + "/**")) {
                String url = file.getURL().toString();
                if (file.isReadable() && !url.endsWith(".class") && !url.endsWith("/")) {
                    files.add(url.substring(url.lastIndexOf("dev/saoma/")));
                }
            }
        }

        assertThat(files)
                .contains(
                        "dev/saoma/app/auths/loginTypes/WeChatType/e.json",
                        "dev/saoma/schema/sqlite/V1__login.sql",
                        "dev/saoma/web/wechat-login.js",
                        "dev/saoma/servlet/openapi.json")
                .allSatisfy(file -> assertThat(RuntimeHintsPredicates.resource().forResource(file))
                        .as(file)
                        .accepts(HINTS));
    }

    @Test
    void letTheTypeBeMadeByItsName() throws NoSuchMethodException {
        assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(WeChatType.class.getConstructor()))
                .accepts(HINTS);
    }

    @Test
    void letThePropertiesBeBound() {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onConstructorInvocation(SaomaProperties.class.getDeclaredConstructors()[0]))
                .accepts(HINTS);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onConstructorInvocation(SaomaProperties.Store.class.getDeclaredConstructors()[0]))
                .accepts(HINTS);
    }

    /** A record is written as JSON by its accessors. */
    @Test
    void letEveryRecordBeRead() {
        for (String record : List.of(
                "dev.saoma.servlet.internal.handler.SessionHandlers$Opened",
                "dev.saoma.servlet.internal.handler.LoginHandlers$Begun",
                "dev.saoma.servlet.internal.page.Pages$CallbackConfig",
                "dev.saoma.login.AuthenticatedUser",
                "dev.saoma.store.Session")) {
            assertThat(TypeReference.of(record))
                    .satisfies(type -> assertThat(RuntimeHintsPredicates.reflection()
                                    .onType(type)
                                    .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                            .as(record)
                            .accepts(HINTS));
        }
    }

    @Test
    void nameEveryCacheThatARunningApplicationLoads() throws ReflectiveOperationException {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            site.bind("user123", "alice");
            site.browser().login(site.wechat(), "alice");
            List<String> loaded = new ArrayList<>(factories("LocalCacheFactory"));
            loaded.addAll(factories("NodeFactory"));

            assertThat(loaded)
                    .contains("SSSMSW", "PSWMS")
                    .allSatisfy(name -> assertThat(RuntimeHintsPredicates.reflection()
                                    .onType(TypeReference.of("com.github.benmanes.caffeine.cache." + name)))
                            .as(name)
                            .accepts(HINTS));
        }
    }

    private static List<String> factories(String type) throws ReflectiveOperationException {
        Field factories =
                Class.forName("com.github.benmanes.caffeine.cache." + type).getField("FACTORIES");
        factories.setAccessible(true);
        return ((Map<?, ?>) factories.get(null))
                .keySet().stream().map(String::valueOf).toList();
    }

    /** The hints of the registrars in aot.factories, as an ahead-of-time build asks for them. */
    private static RuntimeHints hints() {
        var hints = new RuntimeHints();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(registrar -> registrar.getClass().getPackageName().startsWith("dev.saoma"))
                .forEach(registrar -> registrar.registerHints(hints, App.class.getClassLoader()));
        return hints;
    }
}
