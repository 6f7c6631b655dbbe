package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.logintype.TestScanResult;
import dev.saoma.logintype.TestScanResult.Person;
import dev.saoma.observe.LoginStep;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.testing.StoredText;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test of a login method: a real scan that changes nothing. */
@Timeout(60)
class TestScanTest {
    private final Token browser = Token.random();

    @RegisterExtension
    private final TestApp test = TestApp.of("deny", true);

    private WeChatLogin wechat = test.wechat();

    private Token begin(WeChatLogin instance) {
        return test.attempt(instance, Intent.TEST, browser, null);
    }

    private TestScanResult run(WeChatLogin instance, String code) {
        return finish(instance, begin(instance), code);
    }

    private TestScanResult finish(WeChatLogin instance, Token state, String code) {
        return test.app.login().finishTest(instance, browser, state, Optional.of(code));
    }

    private List<String> stored() {
        return test.stored(StoredText::of);
    }

    private static List<String> steps(TestScanResult test) {
        return test.steps().stream()
                .map(step -> step.name()
                        + step.failure()
                                .map(failure -> " " + failure.code().code())
                                .orElse(""))
                .toList();
    }

    private void register(String registration) {
        test.restart("MyWeChatLogin", "wx1", "default", "'registration':'" + registration + "',");
        wechat = test.wechat();
    }

    @Test
    void saysWhoWouldBeSignedIn() {
        wechat.bind("ann", test.ann(wechat));
        Token state = begin(wechat);
        test.clock.pass(Duration.ofSeconds(9));

        TestScanResult result = finish(wechat, state, test.ann(wechat));

        assertThat(steps(result)).containsExactly("returned", "state", "exchange", "profile", "person");
        assertThat(result.steps().get(0).took()).isEqualTo(Duration.ofSeconds(9));
        assertThat(result.person()).contains(Person.KNOWN);
        assertThat(result.user()).contains(new UserId("ann"));
        assertThat(result.profile().orElseThrow().nickname()).isEqualTo("小明");
        assertThat(result.identity().orElseThrow().unionId()).isPresent();
        assertThat(result.failure()).isEmpty();
        assertThat(result.toString()).doesNotContain("oAnn", "小明", "ann");
    }

    @Test
    void writesOneAuditEventAndNothingElse() {
        wechat.bind("ann", test.ann(wechat));
        List<String> before = stored();

        test.app.currentActor().callAs(Actor.of(new UserId("ann")), () -> run(wechat, test.ann(wechat)));

        var added = new ArrayList<>(stored());
        before.forEach(added::remove);
        assertThat(added)
                .hasSize(7)
                .allMatch(value -> value.startsWith("saoma_audit_event."))
                .contains("saoma_audit_event.note=" + TestApp.MINE + " ok");
        assertThat(test.trail().get(test.trail().size() - 1)).satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditEvent.Kind.INSTANCE_TESTED);
            assertThat(event.actor()).isEqualTo(Actor.of(new UserId("ann")));
            assertThat(event.user()).isEmpty();
            assertThat(event.app()).isEqualTo("wx1");
        });
    }

    /** A login would add a row for the second application, store the unionid, and move a row to another account. */
    @Test
    void writesNothingWhereALoginWould() {
        wechat.bind("ann", test.ann(wechat));
        List<String> before = stored();

        assertThat(run(test.second(), test.ann(test.second())).person()).contains(Person.KNOWN);
        test.restart("MyWeChatLogin", "wx1", "other", "");
        assertThat(run(test.wechat(), test.ann(test.wechat())).person()).contains(Person.KNOWN);

        assertThat(stored()).containsAll(before);
        assertThat(test.rows("saoma_wechat_auth")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"deny,NEW_REFUSED", "ticket,NEW_CHOICE", "open,NEW_OPEN"})
    void saysWhatHappensToANewPerson(String registration, Person expected) {
        register(registration);

        assertThat(run(wechat, test.ann(wechat)).person()).contains(expected);
        assertThat(test.rows("saoma_wechat_auth")).isZero();
        assertThat(test.rows("saoma_ticket")).isZero();
    }

    @Test
    void saysThatAPersonWasUnlinkedOrContradicts() {
        wechat.bind("ann", test.ann(wechat));
        test.second().bind("ann", test.ann(test.second()));
        wechat.unbind("ann");

        TestScanResult unlinked = run(wechat, test.ann(wechat));
        TestScanResult other = run(test.second(), test.scan("oAnn-wx2", "uOther1"));
        TestScanResult another = run(test.second(), test.scan("oOther-wx2", "uAnn01"));

        assertThat(unlinked.person()).contains(Person.UNLINKED);
        assertThat(other.person()).contains(Person.CONFLICT);
        assertThat(another.person()).contains(Person.CONFLICT);
        assertThat(steps(other)).last().isEqualTo("person identity_conflict");
        assertThat(test.trail())
                .filteredOn(event -> event.kind() == AuditEvent.Kind.CONFLICT)
                .isEmpty();
    }

    @Test
    void isAllowedWhileTheInstanceIsInactive() {
        assertThat(steps(run(test.sleeping(), test.ann(test.sleeping()))))
                .last()
                .isEqualTo("person");
    }

    @Test
    void namesTheFailureOfTheExchangeAndAsksNothingMore() {
        test.stub.answer(WeChatStub.body("{\"errcode\":40125,\"errmsg\":\"invalid appsecret\"}"));

        TestScanResult result = run(wechat, "code-1");

        assertThat(steps(result)).containsExactly("returned", "state", "exchange wechat_configuration");
        assertThat(test.asked("")).isEqualTo(1);
        assertThat(test.trail()).last().extracting(AuditEvent::note).isEqualTo(TestApp.MINE + " wechat_configuration");
    }

    @Test
    void goesOnWithoutAProfile() {
        test.stub.answer((target, socket) -> {
            if (target.startsWith("/sns/userinfo")) {
                WeChatStub.body("{\"errcode\":-1,\"errmsg\":\"system error\"}").send(target, socket);
            } else {
                test.people.send(target, socket);
            }
        });

        TestScanResult result = run(wechat, test.ann(wechat));

        assertThat(steps(result)).containsExactly("returned", "state", "exchange", "profile wechat_busy", "person");
        assertThat(result.profile()).isEmpty();
    }

    @Test
    void endsWithARefusalOnThePhone() {
        Token state = begin(wechat);

        TestScanResult result = test.app.login().finishTest(wechat, browser, state, Optional.empty());

        assertThat(steps(result)).containsExactly("returned login_cancelled");
        assertThat(steps(finish(wechat, state, test.ann(wechat)))).containsExactly("returned", "state state_invalid");
        assertThat(test.asked("")).isZero();
    }

    @Test
    void isOfItsBrowserItsInstanceAndOneUse() {
        Token state = begin(wechat);
        int trail = test.trail().size();

        assertThat(steps(test.app.login().finishTest(wechat, Token.random(), state, Optional.of("c"))))
                .containsExactly("returned", "state state_invalid");
        assertThat(steps(finish(test.second(), state, "c"))).containsExactly("returned", "state state_invalid");
        assertThat(test.asked("")).isZero();
        assertThat(test.trail()).hasSize(trail);
        assertThat(finish(wechat, state, test.ann(wechat)).person()).isPresent();
        assertThat(steps(finish(wechat, state, test.ann(wechat)))).containsExactly("returned", "state state_invalid");
        assertThat(test.asked("oauth2/access_token")).isEqualTo(1);
    }

    @Test
    void isRefusedForAnAttemptOfAnotherPurpose() {
        wechat.bind("ann", test.ann(wechat));
        long asked = test.asked("");
        for (Intent intent : List.of(Intent.LOGIN, Intent.BIND, Intent.REAUTH)) {
            Token state = test.attempt(wechat, intent, browser, intent == Intent.LOGIN ? null : new UserId("ann"));

            assertThat(steps(finish(wechat, state, test.ann(wechat))))
                    .as(intent.text())
                    .containsExactly("returned", "state state_invalid");
        }
        assertThat(test.asked("")).isEqualTo(asked);
    }

    /** Its state and code neither sign in, nor bind, nor register, nor prove again, in any display. */
    @Test
    void isOfNoUseForAnythingElse() {
        register("open");
        wechat.bind("ann", test.ann(wechat));
        long asked = test.asked("");
        Token state = begin(wechat);
        String code = test.bob(wechat);
        var login = test.app.login();

        assertThat(Refusal.of(() -> login.finish(wechat, browser, state, code))).isEqualTo("state_invalid");
        assertThat(login.finishPage(wechat, browser, state, code, "", null)).isEmpty();
        assertThat(Refusal.of(() -> login.finishBind(wechat, browser, state, code, new UserId("ann"), null)))
                .isEqualTo("state_invalid");
        assertThat(login.isInvited(wechat, browser, state)).isFalse();
        assertThat(login.cancel(wechat, Intent.LOGIN, browser, state).code().code())
                .isEqualTo("state_invalid");
        assertThat(login.cancel(wechat, Intent.BIND, browser, state).code().code())
                .isEqualTo("state_invalid");
        assertThat(test.asked("")).isEqualTo(asked);

        assertThat(finish(wechat, state, code).person()).contains(Person.NEW_OPEN);
        assertThat(Refusal.of(() -> login.finish(wechat, browser, state, code)))
                .as("no login code was derived from the state")
                .isEqualTo("state_invalid");
        assertThat(test.rows("saoma_session")).isZero();
        assertThat(test.rows("saoma_wechat_auth")).isEqualTo(1);
    }

    @Test
    void isAnAttemptOfItsOwnKindForTheListenerOfSteps() {
        run(wechat, "code-unknown");

        assertThat(test.heard.ended())
                .extracting(LoginStep::name)
                .containsExactly("test-attempt", "/sns/oauth2/access_token", "test-code");
        assertThat(test.heard.ended()).extracting(LoginStep::attempt).doesNotContain(Optional.empty());
    }
}
