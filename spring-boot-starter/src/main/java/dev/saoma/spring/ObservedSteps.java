package dev.saoma.spring;

import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginSteps;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** Reports each step as an observation {@code saoma.step}, for a timer and a span. Every value is one of a fixed set. */
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
