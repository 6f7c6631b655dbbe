package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** The conditions that exclude Spring Boot 3's own Flyway. The matrix of Spring Boot versions tests the effect. */
class FlywayImportFilterTest {
    private final StandardEnvironment environment = new StandardEnvironment();
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    /** A callback of the application. */
    public static final class Own implements Callback {
        @Override
        public boolean supports(Event event, Context context) {
            return false;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return false;
        }

        @Override
        public void handle(Event event, Context context) {}

        @Override
        public String getCallbackName() {
            return "own";
        }
    }

    @Test
    void isLeftOffWhereNothingAsksForIt() {
        assertThat(keeps(FlywayImportFilterTest.class.getClassLoader())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.flyway.enabled",
                "spring.flyway.locations",
                "spring.flyway.baselineOnMigrate",
                "SPRING_FLYWAY_ENABLED"
            })
    void staysWhereAPropertyAsks(String key) {
        environment
                .getPropertySources()
                .addFirst(
                        key.startsWith("SPRING")
                                ? new org.springframework.core.env.SystemEnvironmentPropertySource(
                                        "systemEnvironment", Map.of(key, "true"))
                                : new MapPropertySource("own", Map.of(key, "true")));

        assertThat(keeps(FlywayImportFilterTest.class.getClassLoader())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1__shop.sql", "h2/V1__shop.sql", "V1__Shop.class"})
    void staysWhereThereAreMigrations(String file, @TempDir Path folder) throws IOException {
        Path migration = folder.resolve("db/migration").resolve(file);
        Files.createDirectories(migration.getParent());
        Files.writeString(migration, "CREATE TABLE shop (id INT)");

        try (var loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, FlywayImportFilterTest.class.getClassLoader())) {
            assertThat(keeps(loader)).isTrue();
        }
    }

    @Test
    void staysWhereABeanIsFlyways() {
        beans.registerBeanDefinition(
                "own", BeanDefinitionBuilder.rootBeanDefinition(Own.class).getBeanDefinition());

        assertThat(keeps(FlywayImportFilterTest.class.getClassLoader())).isTrue();
    }

    private boolean keeps(ClassLoader loader) {
        var filter =
                SpringFactoriesLoader.forDefaultResourceLocation(loader)
                        .load(AutoConfigurationImportFilter.class)
                        .stream()
                        .filter(FlywayImportFilter.class::isInstance)
                        .map(FlywayImportFilter.class::cast)
                        .findFirst()
                        .orElseThrow();
        filter.setEnvironment(environment);
        filter.setResourceLoader(new DefaultResourceLoader(loader));
        filter.setBeanFactory(beans);

        boolean[] kept = filter.match(new String[] {"a.B", null, FlywayImportFilter.FLYWAY}, null);

        assertThat(kept[0]).isTrue();
        assertThat(kept[1]).isTrue();
        return kept[2];
    }
}
