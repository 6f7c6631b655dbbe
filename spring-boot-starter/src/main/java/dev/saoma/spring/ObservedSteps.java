package dev.saoma.spring;

import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.LoginSteps;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Reports each step as an observation {@code saoma.step}, for a timer and a span. The values that a timer has are a fixed set:
 * only the span has the reference of the attempt.
 */
final class ObservedSteps implements LoginSteps {
    static final String NAME = "saoma.step";
    static final String INSTANCE = "saoma.instance";
    static final String ATTEMPT = "saoma.attempt";
    private static final String OTHER = "other";
    /** A timer has the same tags each time. */
    private static final String NONE = "none";

    private final ObservationRegistry registry;

    ObservedSteps(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Step begin(LoginStep begun) {
        String step = LoginSteps.NAMES.contains(begun.name()) ? begun.name() : OTHER;
        Observation observation = Observation.createNotStarted(NAME, registry)
                .contextualName("saoma " + step)
                .lowCardinalityKeyValue("step", step)
                .lowCardinalityKeyValue(INSTANCE, begun.instance().orElse(NONE))
                .start();
        Observation.Scope scope = observation.openScope();
        return (ended, failure) -> {
            scope.close();
            ended.attempt().ifPresent(attempt -> observation.highCardinalityKeyValue(ATTEMPT, attempt.value()));
            observation
                    .lowCardinalityKeyValue(INSTANCE, ended.instance().orElse(NONE))
                    .lowCardinalityKeyValue(
                            "outcome", failure.map(ErrorCode::code).orElse("ok"))
                    .stop();
        };
    }
}
