package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the audit trail records, and what it must never contain. */
@Timeout(60)
class AuditTest {
    private final List<String> secrets = new ArrayList<>();

    @RegisterExtension
    private final TestApp test = TestApp.of("open", false);

    private final WeChatLogin wechat = test.wechat();

    private final Browser browser = new Browser(test);

    @Nested
    class ATrace {

        @Test
        void isLeftByASignInAndItsRegistration() {
            String user = test.user(test.session(wechat));

            assertThat(test.trail())
                    .containsExactly(
                            event(Kind.REGISTERED, self(user), user, "wx1", ""),
                            event(Kind.SIGNED_IN, self(user), user, "wx1", "MyWeChatLogin"));
        }

        @Test
        void isLeftByABindOnceAndByAnUnbindOnce() {
            wechat.bind("ann", test.ann(wechat));
            wechat.bind("ann", test.ann(wechat));
            wechat.unbind("ann");
            wechat.unbind("ann");

            assertThat(test.trail())
                    .containsExactly(
                            event(Kind.BOUND, Actor.APPLICATION, "ann", "wx1", ""),
                            event(Kind.UNBOUND, Actor.APPLICATION, "ann", "wx1", ""));
        }

        @Test
        void isLeftByAnInvitation() {
            test.app.login().invite(wechat, new UserId("ann"));

            assertThat(test.trail())
                    .containsExactly(event(Kind.INVITED, Actor.APPLICATION, "ann", "wx1", "MyWeChatLogin"));
        }

        @Test
        void namesThePersonWhoUsedAnInvitation() {
            Token invitation =
                    test.app.login().invite(wechat, new UserId("ann")).token();
            browser.bind(wechat, browser.start(wechat, invitation), test.ann(wechat));

            assertThat(test.trail()).last().isEqualTo(event(Kind.BOUND, self("ann"), "ann", "wx1", ""));
        }

        @Test
        void namesTheUserOfTheApplicationWhoMadeTheChange() {
            wechat.bind("ann", test.ann(wechat));
            test.app.currentActor().callAs(self("bob"), () -> wechat.unbind("ann"));
            wechat.bind("ann", test.ann(wechat));

            assertThat(test.trail())
                    .extracting(AuditEvent::actor)
                    .containsExactly(Actor.APPLICATION, self("bob"), Actor.APPLICATION);
        }

        @Test
        void isLeftByAnAppThatMoved() {
            wechat.bind("ann", test.ann(wechat));
            test.restart("MyWeChatLogin", "wx1", "two", "");
            test.session(test.wechat());

            assertThat(test.trail()).contains(event(Kind.MOVED, Actor.SYSTEM, "ann", "wx1", "default to two"));
        }

        @Test
        void isLeftByTheEndOfSessions() {
            wechat.bind("ann", test.ann(wechat));
            test.session(wechat);
            test.app.sessions().end(new UserId("ann"));

            assertThat(test.trail()).contains(event(Kind.SESSIONS_ENDED, Actor.APPLICATION, "ann", "", "all: 1"));
        }

        @Test
        void isLeftOnceByTheEndThatAClientRequests() {
            Token session = test.session(wechat);
            UserId user = new UserId(test.user(session));
            var event = AuditEvent.of(test.clock.instant(), Kind.CLIENT_LOGOUT, Actor.APPLICATION, user, "grafana");
            test.app.sessions().end(session, event);
            test.app.sessions().end(session, event);

            assertThat(test.trail()).filteredOn(event::equals).hasSize(1);
            assertThat(test.check(session)).isEmpty();
        }

        @Test
        void isLeftByASessionThatDoesNotStand() {
            wechat.bind("ann", test.ann(wechat));
            Token session = test.session(wechat);
            test.users.disable("ann");
            test.clock.pass(Duration.ofMinutes(1));
            test.check(session);

            assertThat(test.trail())
                    .contains(event(Kind.SESSIONS_ENDED, Actor.SYSTEM, "ann", "", "one that does not stand: 1"));
        }
    }

    @Nested
    class AConflict {

        @Test
        void atALoginLeavesATraceOfItsOwn() {
            wechat.bind("ann", test.ann(wechat));
            Refusal.of(() -> wechat.getLoginCode(test.scan("oAnn-wx1", "uContra")));

            assertThat(kinds()).containsExactly(Kind.BOUND, Kind.CONFLICT);
        }

        @Test
        void atABindLeavesATraceOfItsOwnAndNothingElse() {
            wechat.bind("ann", test.ann(wechat));
            Refusal.of(() -> wechat.bind("ann", test.scan("oAnn-wx1", "uContra")));

            assertThat(kinds()).containsExactly(Kind.BOUND, Kind.CONFLICT);
        }

        @Test
        void leavesTheRowAsItWas() {
            wechat.bind("ann", test.ann(wechat));
            Refusal.of(() -> wechat.getLoginCode(test.scan("oAnn-wx1", "uContra")));

            assertThat(test.user(test.session(wechat))).isEqualTo("ann");
        }
    }

    @Nested
    class Nothing {

        @Test
        void isLeftByABindThatIsRefused() {
            wechat.bind("ann", test.ann(wechat));
            Refusal.of(() -> wechat.bind("bob", test.ann(wechat)));

            assertThat(kinds()).containsExactly(Kind.BOUND);
        }

        @Test
        void isLeftByALoginCodeThatIsRefused() {
            wechat.bind("ann", test.ann(wechat));
            String code = browser.loginCode(wechat, test.ann(wechat));
            test.users.meanwhile(() -> wechat.unbind("ann"));
            Refusal.of(() -> browser.redeem(code));

            assertThat(kinds()).containsExactly(Kind.BOUND, Kind.UNBOUND);
        }

        @Test
        void isLeftByAnInvitationThatWasUsedMeanwhile() {
            Token invitation =
                    test.app.login().invite(wechat, new UserId("ann")).token();
            Token one = browser.start(wechat, invitation);
            Token two = browser.start(test.wechat(), invitation);
            // Another browser uses the invitation while this bind, after its other checks, asks the directory.
            test.users.meanwhile(() -> browser.bind(wechat, two, test.scan("oOther-wx1", null)));
            Refusal.of(() -> browser.bind(wechat, one, test.ann(wechat)));

            assertThat(kinds()).containsExactly(Kind.INVITED, Kind.BOUND);
        }
    }

    @Test
    void saysNoSecretNoWholeOpenidAndNoNickname() {
        everything();

        assertThat(kinds())
                .as("every kind except those of the server, of the OpenID provider and of newer releases")
                .containsAll(EnumSet.complementOf(EnumSet.of(
                        Kind.ADMINISTERED,
                        Kind.INSTANCE_CREATED,
                        Kind.INSTANCE_CHANGED,
                        Kind.INSTANCE_DELETED,
                        Kind.CLIENT_LOGIN,
                        Kind.CLIENT_LOGOUT,
                        Kind.TOKENS_REVOKED,
                        Kind.LOGOUT_UNDELIVERED,
                        Kind.UNKNOWN)));
        for (AuditEvent event : test.trail()) {
            for (String secret : secrets) {
                assertThat(event.actor() + event.user() + event.app() + event.note())
                        .as(event.kind() + " does not hold %s", secret)
                        .doesNotContain(secret);
            }
        }
    }

    private void everything() {
        Token tester = Token.random();
        Token tested = test.attempt(wechat, Intent.TEST, tester, null);
        String testCode = test.ann(wechat);
        test.app.login().finishTest(wechat, tester, tested, Optional.of(testCode));
        String code = test.ann(wechat);
        Token state = browser.start(wechat);
        String loginCode = browser.finish(wechat, state, code).result().loginCode();
        Token session = browser.redeem(loginCode).secret();
        Token invitation = test.app.login().invite(wechat, new UserId("bob")).token();
        browser.bind(wechat, browser.start(wechat, invitation), test.bob(wechat));
        Refusal.of(() -> wechat.getLoginCode(test.scan("oAnn-wx1", "uContra")));
        test.app.sessions().end(new UserId(test.user(session)));
        wechat.unbind("bob");
        test.restart("MyWeChatLogin", "wx1", "two", "");
        test.session(test.wechat());
        test.app.personalData().forget(new UserId("bob"));
        test.app.personalData().forget(new UserId(test.user(session)));
        secrets.addAll(List.of(code, state.reveal(), loginCode, session.reveal(), invitation.reveal()));
        secrets.addAll(List.of(browser.secret.reveal(), AppFolder.CANARY, "oAnn-wx1", "oBob-wx1", "uContra", "小明"));
        secrets.addAll(List.of("token-of-", "qlogo", testCode, tested.reveal(), tester.reveal()));
    }

    private List<Kind> kinds() {
        return test.trail().stream().map(AuditEvent::kind).toList();
    }

    private static Actor self(String user) {
        return Actor.of(new UserId(user));
    }

    private AuditEvent event(Kind kind, Actor actor, String user, String app, String note) {
        return new AuditEvent(test.clock.instant(), kind, actor, user, app, note);
    }
}
