package dev.saoma.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.ErrorCode;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.LoginSteps;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.server.flow.FlowAttempt.Outcome;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowRecorderTest {
    private final MovableClock clock = new MovableClock();
    private final FlowRecorder recorder = new FlowRecorder(clock, clock::nanos);

    private static AttemptReference attempt() {
        return AttemptReference.of(Token.random());
    }

    private void step(LoginSteps steps, LoginStep step, Optional<ErrorCode> failure, Duration took) {
        LoginSteps.Step begun = steps.begin(step);
        clock.pass(took);
        begun.ended(step, failure);
    }

    private void step(String name, AttemptReference attempt) {
        step(recorder, LoginStep.of(name, "MyWeChatLogin", attempt), Optional.empty(), Duration.ofMillis(7));
    }

    private void failed(String name, AttemptReference attempt, ErrorCode code) {
        step(recorder, LoginStep.of(name, "MyWeChatLogin", attempt), Optional.of(code), Duration.ofMillis(7));
    }

    private List<FlowAttempt> all() {
        return recorder.after(0, attempt -> true, 10_000);
    }

    @Test
    void joinsTheStepsOfAnAttempt() {
        AttemptReference one = attempt();
        step("attempt", one);
        step("attempt", attempt());
        step("code", one);
        step("session", one);

        assertThat(all()).hasSize(2).first().satisfies(attempt -> {
            assertThat(attempt.reference()).isEqualTo(one);
            assertThat(attempt.instance()).contains("MyWeChatLogin");
            assertThat(attempt.outcome()).isEqualTo(Outcome.DONE);
            assertThat(attempt.steps()).extracting(FlowStep::name).containsExactly("attempt", "code", "session");
            assertThat(attempt.steps()).extracting(FlowStep::took).containsOnly(Duration.ofMillis(7));
        });
    }

    @Test
    void putsACallBehindTheStepThatMadeIt() {
        AttemptReference one = attempt();
        LoginStep code = LoginStep.of("code", "MyWeChatLogin", one);
        LoginSteps.Step begun = recorder.begin(code);
        step("/sns/oauth2/access_token", one);
        clock.pass(Duration.ofMillis(1));
        begun.ended(code, Optional.empty());

        assertThat(all().get(0).steps()).extracting(FlowStep::name).containsExactly("code", "/sns/oauth2/access_token");
    }

    @Test
    void takesTheLastStepForTheOutcome() {
        AttemptReference open = attempt();
        AttemptReference failed = attempt();
        AttemptReference repeated = attempt();
        step("attempt", open);
        step("attempt", failed);
        failed("code", failed, ErrorCode.WECHAT_NOT_BOUND);
        failed("code", repeated, ErrorCode.WECHAT_BUSY);
        step("code", repeated);
        step("session", repeated);

        assertThat(all()).extracting(FlowAttempt::outcome).containsExactly(Outcome.DONE, Outcome.FAILED, Outcome.OPEN);
    }

    @Test
    void tellsWhatChangedSinceANumber() {
        AttemptReference one = attempt();
        step("attempt", one);
        step("attempt", attempt());
        long seen = all().get(0).number();
        step("code", one);

        assertThat(recorder.after(seen, attempt -> true, 10))
                .singleElement()
                .satisfies(changed -> assertThat(changed.reference()).isEqualTo(one));
    }

    @Test
    void keepsTheNewestAttemptsAndTheFirstAndLastSteps() {
        AttemptReference first = attempt();
        step("attempt", first);
        for (int i = 0; i < RecentAttempts.ATTEMPTS; i++) {
            step("attempt", attempt());
        }
        AttemptReference last = attempt();
        step("attempt", last);
        for (int i = 0; i < 100; i++) {
            failed("code", last, ErrorCode.STATE_INVALID);
        }
        step("session", last);

        assertThat(all())
                .hasSize(RecentAttempts.ATTEMPTS)
                .noneMatch(attempt -> attempt.reference().equals(first));
        assertThat(all().get(0).steps())
                .hasSize(RecentAttempts.STEPS)
                .satisfies(steps -> assertThat(steps.get(0).name()).isEqualTo("attempt"))
                .satisfies(
                        steps -> assertThat(steps.get(steps.size() - 1).name()).isEqualTo("session"));
    }

    @Test
    void countsEndedMinutesByOutcome() {
        step("attempt", attempt());
        step("attempt", attempt());
        LoginStep renewal = new LoginStep(
                "attempt",
                Optional.of("MyWeChatLogin"),
                Optional.of(attempt()),
                Optional.of(attempt()),
                Optional.empty());
        step(recorder, renewal, Optional.empty(), Duration.ZERO);
        failed("code", attempt(), ErrorCode.STATE_INVALID);
        assertThat(recorder.takeCounts(false)).isEmpty();
        clock.pass(Duration.ofMinutes(1));

        var counts = new ArrayList<String>();
        recorder.takeCounts(false).forEach((key, count) -> counts.add(key.step() + " " + key.outcome() + " " + count));
        assertThat(counts).containsExactlyInAnyOrder("attempt ok 2", "attempt renewed 1", "code state_invalid 1");
        assertThat(recorder.takeCounts(true)).isEmpty();
    }

    @Test
    void queuesFailuresOfStepsAndNoMoreThanItMay() {
        failed("/sns/userinfo", attempt(), ErrorCode.WECHAT_BUSY);
        for (int i = 0; i < 1_000; i++) {
            failed("code", attempt(), ErrorCode.WECHAT_BUSY);
        }

        List<FlowFailure> failures = recorder.takeFailures(10_000);
        assertThat(failures).hasSize(200).extracting(FlowFailure::step).containsOnly("code");
    }

    @Test
    void callsTheOtherListenerToo() {
        var heard = new ArrayList<String>();
        LoginSteps both = recorder.and(begun -> {
            heard.add("+" + begun.name());
            return (ended, failure) -> heard.add("-" + ended.name());
        });
        step(both, LoginStep.of("attempt", "MyWeChatLogin", attempt()), Optional.empty(), Duration.ZERO);

        assertThat(heard).containsExactly("+attempt", "-attempt");
        assertThat(all()).hasSize(1);
    }
}
