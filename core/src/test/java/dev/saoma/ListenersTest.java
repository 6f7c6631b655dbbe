package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.observe.Heard;
import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.LoginEvent.Bound;
import dev.saoma.observe.LoginEvent.LoggedIn;
import dev.saoma.observe.LoginEvent.Unbound;
import dev.saoma.observe.LoginEvents;
import dev.saoma.observe.LoginStep;
import dev.saoma.observe.LoginSteps;
import dev.saoma.observe.Notifier;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The events and steps that an application is notified of. A listener cannot change a login. */
@Timeout(60)
class ListenersTest {
    @TempDir
    private Path folder;

    private TestApp test;
    private WeChatLogin wechat;
    private Browser browser;
    private Heard heard;

    private void open(String registration) {
        test = new TestApp(folder, registration, false);
        wechat = test.wechat();
        browser = new Browser(test);
        heard = test.heard;
    }

    @AfterEach
    void close() {
        if (test != null) {
            test.close();
        }
    }

    @Nested
    class AnEvent {

        @Test
        void isTheBindTheLoginAndTheUnbind() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            test.session(wechat);
            wechat.unbind("ann");

            assertThat(heard.events()).containsExactly(bound("ann"), loggedIn("ann"), unbound("ann"));
        }

        @Test
        void isTheNewAccountsWeChatAndItsLogin() {
            open("open");
            String user = test.user(test.session(wechat));
            test.session(wechat);

            assertThat(heard.events()).containsExactly(bound(user), loggedIn(user), loggedIn(user));
        }

        @Test
        void isTheBindTicketThatWasConfirmedOrAttached() {
            open("ticket");
            String user = test.check(browser.redeem(browser.register(browser.ticket(wechat, test.ann(wechat))))
                            .secret())
                    .orElseThrow()
                    .user()
                    .value();
            browser.attach(browser.ticket(wechat, test.bob(wechat)), "bob");

            assertThat(heard.events()).containsExactly(bound(user), loggedIn(user), bound("bob"));
        }

        @Test
        void isTheBindOfAnInvitationAndTheUnbindOfAnAdministrator() {
            open("deny");
            Token invitation =
                    test.app.login().invite(wechat, new UserId("ann")).token();
            browser.bind(wechat, browser.start(wechat, invitation), test.ann(wechat));
            test.app.login().release(wechat, new UserId("ann"));

            assertThat(heard.events()).containsExactly(bound("ann"), unbound("ann"));
        }

        @Test
        void isNothingThatChangedNothing() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            heard.forget();
            wechat.bind("ann", test.ann(wechat));
            wechat.unbind("bob");

            assertThat(heard.events()).isEmpty();
        }

        @Test
        void isNothingThatWasRefused() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            String code = browser.loginCode(wechat, test.ann(wechat));
            heard.forget();
            Refusal.of(() -> wechat.bind("bob", test.ann(wechat)));
            Refusal.of(() -> test.session(wechat, test.bob(wechat)));
            test.users.takePassword("ann");
            Refusal.of(() -> wechat.unbind("ann"));
            test.users.disable("ann");
            Refusal.of(() -> browser.redeem(code));

            assertThat(heard.events()).isEmpty();
        }

        @Test
        void isNoProofInASession() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            Token session = test.session(wechat);
            heard.forget();
            Token state = browser.start(wechat, Intent.REAUTH, "ann");
            browser.redeem(
                    browser.finish(wechat, state, test.ann(wechat)).result().loginCode(), session);

            assertThat(heard.events()).isEmpty();
        }

        /** Readers of this database see committed data only. */
        @Test
        void comesAfterTheCommit() {
            open("open");
            var seen = new CopyOnWriteArrayList<String>();
            heard.looking(event -> seen.add(event.getClass().getSimpleName() + " " + rows(event.user())));
            wechat.bind("ann", test.ann(wechat));
            test.session(wechat);
            wechat.unbind("ann");
            test.session(wechat, test.bob(wechat));

            assertThat(seen)
                    .containsExactly(
                            "Bound true sessions 0",
                            "LoggedIn true sessions 1",
                            "Unbound false sessions 0",
                            "Bound true sessions 0",
                            "LoggedIn true sessions 1");
        }

        /** A listener that is notified before the cache would still find the ended session valid. */
        @Test
        void comesAfterTheSessionsHaveEnded() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            Token session = test.session(wechat);
            test.check(session);
            var signedIn = new ArrayList<Boolean>();
            heard.looking(event -> signedIn.add(test.check(session).isPresent()));
            wechat.unbind("ann");

            assertThat(signedIn).containsExactly(false);
        }
    }

    @Nested
    class AStep {

        @Test
        void isEveryOneOfALogin() {
            open("open");
            Token session = browser.session(wechat, test.ann(wechat));

            assertThat(session).isNotNull();
            assertThat(heard.steps())
                    .containsExactly(
                            "+attempt",
                            "-attempt",
                            "+code",
                            "+/sns/oauth2/access_token",
                            "-/sns/oauth2/access_token",
                            "+/sns/userinfo",
                            "-/sns/userinfo",
                            "-code",
                            "+session",
                            "-session");
        }

        @Test
        void isEveryNameOfTheListAndNoOther() {
            open("ticket");
            everything();

            assertThat(heard.steps())
                    .filteredOn(step -> step.startsWith("+"))
                    .extracting(step -> step.substring(1))
                    .hasSameElementsAs(LoginSteps.NAMES);
        }

        @Test
        void endsAsOftenAsItBegins() {
            open("ticket");
            everything();

            assertThat(heard.steps()).filteredOn(step -> step.startsWith("-")).hasSize((int)
                    heard.steps().stream().filter(step -> step.startsWith("+")).count());
        }

        @Test
        void saysWhatCameOfIt() {
            open("deny");
            Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)));
            Refusal.of(() -> wechat.getLoginCode("unknown"));
            Refusal.of(() -> test.sleeping().bind("ann", "x"));

            assertThat(heard.steps())
                    .containsExactly(
                            "+code",
                            "+/sns/oauth2/access_token",
                            "-/sns/oauth2/access_token",
                            "-code wechat_not_bound",
                            "+code",
                            "+/sns/oauth2/access_token",
                            "-/sns/oauth2/access_token wechat_code_invalid",
                            "-code wechat_code_invalid",
                            "+bind",
                            "-bind login_inactive");
        }

        @Test
        void thatFailsWithoutACodeIsAnInternalError() {
            var steps = new Heard();
            var watch = new Notifier(LoginEvents.none(), steps);

            assertThatThrownBy(() -> watch.step(LoginStep.of("code"), () -> Integer.parseInt("none")))
                    .isInstanceOf(NumberFormatException.class);
            assertThat(steps.steps()).containsExactly("+code", "-code internal_error");
        }
    }

    @Test
    void breaksNothingByThrowing() {
        open("ticket");
        heard.breaks();
        everything();

        assertThat(heard.events()).hasSize(6);
        assertThat(heard.steps()).contains("+corp", "+/sns/userinfo");
    }

    @Test
    void holdsNoSecretNoCodeAndNoOpenid() {
        open("ticket");
        List<String> secrets = everything();
        List<String> told = new ArrayList<>(heard.steps());
        heard.events().forEach(event -> told.add(event.toString()));
        heard.ended().forEach(step -> told.add(step.toString()));

        assertThat(told).hasSizeGreaterThan(20);
        for (String secret : secrets) {
            assertThat(told).noneMatch(text -> text.contains(secret));
        }
        assertThat(told).noneMatch(Pattern.compile("[0-9a-f]{32}").asPredicate());
    }

    /** Runs every kind of login and returns the values that no listener may receive. */
    private List<String> everything() {
        String ann = test.ann(wechat);
        Token ticket = browser.ticket(wechat, ann);
        String loginCode = browser.register(ticket);
        Session session = test.check(browser.redeem(loginCode).secret()).orElseThrow();
        String user = session.user().value();
        test.member(user, "c1", "c2");
        String code = browser.loginCode(wechat, test.ann(wechat));
        Token secret = browser.redeem(code, null, "c1").secret();
        Token rotated = test.app.login().changeCorp(secret, "c2").secret();
        browser.attach(browser.ticket(wechat, test.bob(wechat)), "bob");
        Token state = browser.start(test.second(), Intent.BIND, user);
        browser.bind(
                test.second(),
                state,
                test.ann(test.second()),
                test.check(rotated).orElseThrow());
        wechat.unbind("bob");
        Refusal.of(() -> browser.redeem(code));
        Token tested = test.attempt(wechat, Intent.TEST, browser.secret, null);
        test.app.login().finishTest(wechat, browser.secret, tested, Optional.of(test.ann(wechat)));
        return List.of(
                tested.reveal(),
                ann,
                ticket.reveal(),
                loginCode,
                code,
                secret.reveal(),
                rotated.reveal(),
                state.reveal(),
                browser.secret.reveal(),
                AppFolder.CANARY,
                "oAnn",
                "oBob",
                "uAnn01",
                "token-of-",
                "?",
                "小明");
    }

    private String rows(UserId user) {
        boolean bound =
                test.store.read(tx -> tx.auths().byUser(new AppId("wx1"), user).isPresent());
        int sessions = test.store.read(tx -> tx.sessions().byUser(user, 10).size());
        return bound + " sessions " + sessions;
    }

    private LoginEvent bound(String user) {
        return new Bound(new UserId(user), "MyWeChatLogin", test.clock.instant());
    }

    private LoginEvent loggedIn(String user) {
        return new LoggedIn(new UserId(user), "MyWeChatLogin", test.clock.instant());
    }

    private LoginEvent unbound(String user) {
        return new Unbound(new UserId(user), "MyWeChatLogin", test.clock.instant());
    }
}
