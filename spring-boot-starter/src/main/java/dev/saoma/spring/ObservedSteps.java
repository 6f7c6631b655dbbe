package dev.saoma.spring;

import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginSteps;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** Each step as an observation {@code saoma.step}, of which Spring Boot makes a timer and a span. All values are of a closed list. */
final class ObservedSteps implements LoginSteps {
    static final String NAME = "saoma.step";
    private static final String OTHER = "other";

    private final ObservationRegistry registry;

    ObservedSteps(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Step begin(String name) {
        String step = LoginSteps.NAMES.contains(name) ? name : OTHER;
        Observation observation = Observation.createNotStarted(NAME, registry)
                .contextualName("saoma " + step)
                .lowCardinalityKeyValue("step", step)
                .start();
        Observation.Scope scope = observation.openScope();
        return failure -> {
            scope.close();
            observation
                    .lowCardinalityKeyValue(
                            "outcome", failure.map(ErrorCode::code).orElse("ok"))
                    .stop();
        };
    }
}
