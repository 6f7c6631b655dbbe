package dev.saoma.spring;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.ResourceLoaderAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Keeps Spring Boot 3 from starting Flyway in an application that does not use it. Spring Boot 3 starts Flyway when the library
 * is on the class path, where it is for Saoma's own tables; the application would fail to start, or Hibernate would create no
 * tables. Spring Boot 4 requires a module of its own, which Saoma does not depend on.
 */
final class FlywayImportFilter
        implements AutoConfigurationImportFilter, EnvironmentAware, ResourceLoaderAware, BeanFactoryAware {
    static final String FLYWAY = "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration";

    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.spring");
    private static final String MIGRATIONS = "classpath*:db/migration/**/*.*";
    private static final List<String> BEANS = List.of(
            "org.flywaydb.core.Flyway",
            "org.flywaydb.core.api.migration.JavaMigration",
            "org.flywaydb.core.api.callback.Callback",
            "org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer",
            "org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy");

    private Environment environment = new StandardEnvironment();
    private ResourceLoader resources = new DefaultResourceLoader();
    private @Nullable BeanFactory beans;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void setResourceLoader(ResourceLoader resourceLoader) {
        this.resources = resourceLoader;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        this.beans = beanFactory;
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
        var keep = new boolean[autoConfigurationClasses.length];
        Arrays.fill(keep, true);
        int flyway = Arrays.asList(autoConfigurationClasses).indexOf(FLYWAY);
        if (flyway >= 0 && !isAskedFor()) {
            keep[flyway] = false;
            LOG.info(
                    "Spring Boot's Flyway is left off, since the library is here for Saoma's own tables: there is no property"
                            + " spring.flyway.*, no db/migration and no bean of Flyway's; spring.flyway.enabled=true starts it");
        }
        return keep;
    }

    private boolean isAskedFor() {
        return Binder.get(environment)
                        .bind("spring.flyway", Bindable.mapOf(String.class, Object.class))
                        .isBound()
                || hasMigrations()
                || hasBeans();
    }

    private boolean hasMigrations() {
        try {
            return new PathMatchingResourcePatternResolver(resources).getResources(MIGRATIONS).length > 0;
        } catch (IOException e) {
            LOG.warn("db/migration cannot be looked at, so Spring Boot's Flyway stays as it is: {}", e.toString());
            return true;
        }
    }

    private boolean hasBeans() {
        ClassLoader loader = resources.getClassLoader();
        return beans instanceof ListableBeanFactory defined
                && BEANS.stream()
                        .filter(name -> ClassUtils.isPresent(name, loader))
                        .map(name -> ClassUtils.resolveClassName(name, loader))
                        .anyMatch(type -> defined.getBeanNamesForType(type, true, false).length > 0);
    }
}
