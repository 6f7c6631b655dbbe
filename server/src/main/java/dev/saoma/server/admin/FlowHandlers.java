package dev.saoma.server.admin;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.server.admin.FlowViews.AttemptView;
import dev.saoma.server.admin.FlowViews.CountView;
import dev.saoma.server.admin.FlowViews.FailureView;
import dev.saoma.server.flow.FlowAttempt;
import dev.saoma.server.flow.FlowCount;
import dev.saoma.server.flow.FlowHistory;
import dev.saoma.server.flow.FlowRecorder;
import dev.saoma.server.flow.FlowStreams;
import dev.saoma.server.flow.StoredFailure;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.ErrorTexts;
import dev.saoma.servlet.internal.security.Guard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code /api/admin/flow}: the steps of logins. */
final class FlowHandlers {
    /** Tells nginx not to collect the events. */
    private static final Response.Header UNBUFFERED = new Response.Header("X-Accel-Buffering", "no");

    private final FlowRecorder recorder;
    private final FlowHistory history;
    private final Clock clock;
    private final FlowStreams streams;
    private final LocalizedErrors errors;
    private final AttemptTexts attempts = new AttemptTexts();

    FlowHandlers(FlowRecorder recorder, FlowHistory history, FlowStreams streams, Clock clock, LocalizedErrors errors) {
        this.recorder = recorder;
        this.history = history;
        this.clock = clock;
        this.streams = streams;
        this.errors = errors;
    }

    /** Returns the attempts of this node that changed last. */
    Response attempts(RoutedRequest call) {
        var page = new PageRequest(call);
        List<FlowAttempt> found = recorder.after(page.number("after").orElse(0L), wanted(page), page.limit());
        ErrorTexts texts = errors.preferred(call.request());
        return Response.json(
                200, found.stream().map(each -> AttemptView.of(each, texts)).toList());
    }

    /** Sends the attempts of this node that change from now on, as server-sent events. */
    Response stream(RoutedRequest call) {
        var page = new PageRequest(call);
        long after = page.number("after").orElse(0L);
        Predicate<FlowAttempt> wanted = wanted(page);
        ErrorTexts texts = errors.preferred(call.request());
        if (!streams.isFree()) {
            throw new LoginException(
                    ErrorCode.RATE_LIMITED,
                    "This node has " + FlowStreams.MOST + " streams open. Ask for /api/admin/flow from time to time.");
        }
        ResponseBody body = ResponseBody.stream(
                out -> streams.run(after, wanted, () -> mayRead(call), new EventWriter(out, attempts, texts)));
        return new Response(200, ResponseKind.API, "text/event-stream;charset=utf-8", body, List.of(UNBUFFERED));
    }

    private static boolean mayRead(RoutedRequest call) {
        try {
            call.authentication().require(Guard.VIEWER);
            return true;
        } catch (LoginException e) {
            return false;
        }
    }

    /** Writes server-sent events: one holds the attempts that changed since the one before, and its id is their largest number. */
    private record EventWriter(OutputStream out, AttemptTexts attempts, ErrorTexts texts)
            implements FlowStreams.Reader {
        @Override
        public void changed(List<FlowAttempt> changed) throws IOException {
            String views =
                    changed.stream().map(each -> attempts.of(each, texts)).collect(Collectors.joining(",", "[", "]"));
            write("id: " + changed.get(0).number() + "\ndata: " + views + "\n\n");
        }

        @Override
        public void unchanged() throws IOException {
            write(":\n\n");
        }

        private void write(String event) throws IOException {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static Predicate<FlowAttempt> wanted(PageRequest page) {
        Optional<String> attempt = page.id("attempt");
        Optional<String> instance = page.id("instance");
        Optional<String> outcome = page.word("outcome");
        Optional<String> code = page.word("code");
        return each -> attempt.filter(wanted -> !wanted.equals(each.reference().value()))
                        .isEmpty()
                && instance.filter(wanted -> !each.instance().equals(Optional.of(wanted)))
                        .isEmpty()
                && outcome.filter(wanted ->
                                !wanted.equalsIgnoreCase(each.outcome().name()))
                        .isEmpty()
                && code.filter(wanted -> !failedWith(each, wanted)).isEmpty();
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

    /** Returns how far logins came in each hour, on all nodes. */
    Response funnel(RoutedRequest call) {
        return Response.json(200, history.funnel(since(call)));
    }

    private Instant since(RoutedRequest call) {
        return clock.instant().minus(Duration.ofHours(new PageRequest(call).hours()));
    }

    /** Returns the counts of all nodes. */
    Response counts(RoutedRequest call) {
        List<FlowCount> counts = history.counts(since(call));
        ErrorTexts texts = errors.preferred(call.request());
        return Response.json(
                200, counts.stream().map(count -> CountView.of(count, texts)).toList());
    }
}
