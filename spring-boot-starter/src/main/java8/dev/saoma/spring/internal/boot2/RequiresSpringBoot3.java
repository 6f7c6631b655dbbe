package dev.saoma.spring.internal.boot2;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stops an application on Spring Boot 2 with a message, before it loads a class of Saoma that it cannot load. Spring Boot calls
 * it in every version. Only this package is compiled for Java 8.
 */
public final class RequiresSpringBoot3 implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        requireNewEnough(SpringBootVersion.getVersion());
    }

    static void requireNewEnough(String version) {
        if (version != null && version.matches("[12]\\..*")) {
            throw new UnsupportedSpringBootException(version);
        }
    }
}
