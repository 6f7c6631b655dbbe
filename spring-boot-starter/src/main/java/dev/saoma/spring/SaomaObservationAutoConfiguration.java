package dev.saoma.spring;

import dev.saoma.observe.LoginSteps;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Timers and spans of a login's steps, if there is an {@link ObservationRegistry} and no {@link LoginSteps} bean. */
@AutoConfiguration(
        after = SaomaAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
        })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({Settings.class, ObservationRegistry.class})
public class SaomaObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    LoginSteps saomaSteps(ObservationRegistry observations) {
        return new ObservedSteps(observations);
    }
}
