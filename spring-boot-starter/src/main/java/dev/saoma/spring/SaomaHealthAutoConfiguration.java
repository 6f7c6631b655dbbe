package dev.saoma.spring;

import dev.saoma.database.Database;
import dev.saoma.database.DatabaseProbe;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Actuator's health {@code saoma}: up while the database accepts writes. WeChat is not checked. Spring Boot 4 only. */
@AutoConfiguration(after = SaomaAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("saoma")
@ConditionalOnBean(Settings.class)
public class SaomaHealthAutoConfiguration {

    @Bean
    DatabaseProbe saomaDatabaseProbe(Database saomaDatabase) {
        return new DatabaseProbe(saomaDatabase);
    }

    /** The bean's name is the name of the health component. */
    @Bean
    HealthIndicator saomaHealthIndicator(DatabaseProbe saomaDatabaseProbe) {
        return () -> saomaDatabaseProbe.answers()
                ? Health.up().build()
                : Health.down().withDetail("reason", "store_unavailable").build();
    }
}
