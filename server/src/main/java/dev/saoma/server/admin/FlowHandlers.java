package dev.saoma.server.admin;

import dev.saoma.server.admin.FlowViews.AttemptView;
import dev.saoma.server.admin.FlowViews.CountView;
import dev.saoma.server.admin.FlowViews.FailureView;
import dev.saoma.server.flow.FlowAttempt;
import dev.saoma.server.flow.FlowCount;
import dev.saoma.server.flow.FlowHistory;
import dev.saoma.server.flow.FlowRecorder;
import dev.saoma.server.flow.StoredFailure;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.page.ErrorTexts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /api/admin/flow}: the steps of logins. */
final class FlowHandlers {
    private final FlowRecorder recorder;
    private final FlowHistory history;
    private final Clock clock;
    private final LocalizedErrors errors;

    FlowHandlers(FlowRecorder recorder, FlowHistory history, Clock clock, LocalizedErrors errors) {
        this.recorder = recorder;
        this.history = history;
        this.clock = clock;
        this.errors = errors;
    }

    /** Returns the attempts of this node that changed last. */
    Response attempts(RoutedRequest call) {
        var page = new PageRequest(call);
        Optional<String> attempt = page.id("attempt");
        Optional<String> instance = page.id("instance");
        Optional<String> outcome = page.word("outcome");
        Optional<String> code = page.word("code");
        List<FlowAttempt> found = recorder.after(
                page.number("after").orElse(0L),
                each -> attempt.filter(wanted -> !wanted.equals(each.reference().value()))
                                .isEmpty()
                        && instance.filter(wanted -> !each.instance().equals(Optional.of(wanted)))
                                .isEmpty()
                        && outcome.filter(wanted ->
                                        !wanted.equalsIgnoreCase(each.outcome().name()))
                                .isEmpty()
                        && code.filter(wanted -> !failedWith(each, wanted)).isEmpty(),
                page.limit());
        ErrorTexts texts = errors.preferred(call.request());
        return Response.json(
                200, found.stream().map(each -> AttemptView.of(each, texts)).toList());
    }

    private static boolean failedWith(FlowAttempt attempt, String code) {
        return attempt.steps().stream()
                .anyMatch(step ->
                        step.failure().filter(each -> each.code().equals(code)).isPresent());
    }

    /** Returns the failures of all nodes. */
    Response failures(RoutedRequest call) {
        var page = new PageRequest(call);
        List<StoredFailure> found =
                history.failures(page.word("code"), page.id("attempt"), page.before(), page.limit());
        ErrorTexts texts = errors.preferred(call.request());
        return Response.json(
                200,
                found.stream().map(failure -> FailureView.of(failure, texts)).toList());
    }

    /** Returns the counts of all nodes. */
    Response counts(RoutedRequest call) {
        Duration back = Duration.ofHours(new PageRequest(call).hours());
        List<FlowCount> counts = history.counts(clock.instant().minus(back));
        ErrorTexts texts = errors.preferred(call.request());
        return Response.json(
                200, counts.stream().map(count -> CountView.of(count, texts)).toList());
    }
}
