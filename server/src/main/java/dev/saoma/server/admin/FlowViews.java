package dev.saoma.server.admin;

import dev.saoma.error.ErrorCode;
import dev.saoma.server.flow.FlowAttempt;
import dev.saoma.server.flow.FlowCount;
import dev.saoma.server.flow.FlowStep;
import dev.saoma.server.flow.StoredFailure;
import dev.saoma.servlet.internal.page.ErrorTexts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON forms of the steps of logins. */
final class FlowViews {
    private FlowViews() {}

    /**
     * A failure, in the language of the request.
     *
     * @param actor who must act
     * @param fix what to do
     */
    record ErrorView(
            String code,
            @Nullable String title,
            @Nullable String actor,
            @Nullable String fix) {
        static ErrorView of(String code, ErrorTexts texts) {
            Optional<ErrorCode> known = Arrays.stream(ErrorCode.values())
                    .filter(each -> each.code().equals(code))
                    .findFirst();
            return new ErrorView(
                    code,
                    known.map(texts::title).orElse(null),
                    known.map(each -> each.actor().name().toLowerCase(Locale.ROOT))
                            .orElse(null),
                    known.map(each -> texts.of(each, "fix")).orElse(null));
        }
    }

    record StepView(
            String name, Instant at, long tookMs, @Nullable ErrorView error) {
        static StepView of(FlowStep step, ErrorTexts texts) {
            return new StepView(
                    step.name(),
                    step.at(),
                    step.took().toMillis(),
                    step.failure().map(code -> ErrorView.of(code.code(), texts)).orElse(null));
        }
    }

    record AttemptView(
            long number,
            String attempt,
            @Nullable String instance,
            boolean isRenewal,
            Instant changedAt,
            String outcome,
            List<StepView> steps) {
        static AttemptView of(FlowAttempt attempt, ErrorTexts texts) {
            return new AttemptView(
                    attempt.number(),
                    attempt.reference().value(),
                    attempt.instance().orElse(null),
                    attempt.isRenewal(),
                    attempt.changedAt(),
                    attempt.outcome().name().toLowerCase(Locale.ROOT),
                    attempt.steps().stream()
                            .map(step -> StepView.of(step, texts))
                            .toList());
        }
    }

    record FailureView(long id, String node, String attempt, String instance, StepView step) {
        static FailureView of(StoredFailure failure, ErrorTexts texts) {
            StoredFailure.Step step = failure.step();
            return new FailureView(
                    failure.id(),
                    failure.node(),
                    failure.attempt(),
                    failure.instance(),
                    new StepView(step.name(), step.at(), step.took().toMillis(), ErrorView.of(step.code(), texts)));
        }
    }

    record CountView(
            String instance,
            String step,
            String outcome,
            long number,
            Instant firstAt,
            Instant lastAt,
            long browsers,
            @Nullable ErrorView error) {
        static CountView of(FlowCount count, ErrorTexts texts) {
            boolean isFailure =
                    !count.outcome().equals("ok") && !count.outcome().equals("renewed");
            return new CountView(
                    count.instance(),
                    count.step(),
                    count.outcome(),
                    count.number(),
                    count.firstAt(),
                    count.lastAt(),
                    count.browsers(),
                    isFailure ? ErrorView.of(count.outcome(), texts) : null);
        }
    }
}
