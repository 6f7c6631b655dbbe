package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.login.AttemptRequest;
import dev.saoma.login.Intent;
import dev.saoma.logintype.Display;
import dev.saoma.observe.Heard;
import dev.saoma.observe.LoginStep;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reference that joins the steps of one attempt. */
@Timeout(60)
class AttemptStepsTest {
    private static final String MINE = "MyWeChatLogin";

    @TempDir
    private Path folder;

    private TestApp test;
    private WeChatLogin wechat;
    private Browser browser;
    private Heard heard;

    private void open(String registration) {
        test = new TestApp(folder, registration, new MemoryUsers(false));
        wechat = test.wechat();
        browser = new Browser(test);
        heard = test.heard;
    }

    /** Returns the steps as they are expected: the browser is that of each attempt. */
    private static List<LoginStep> withoutBrowsers(List<LoginStep> steps) {
        return steps.stream()
                .map(step ->
                        new LoginStep(step.name(), step.instance(), step.attempt(), step.renews(), Optional.empty()))
                .toList();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Nested
    class OfABrowser {

        @Test
        void areJoinedFromTheFirstOn() {
            open("open");
            Token state = browser.start(wechat);
            browser.redeem(
                    browser.finish(wechat, state, test.ann(wechat)).result().loginCode());

            assertThat(withoutBrowsers(heard.ended()))
                    .containsExactly(
                            of("attempt", state),
                            of("/sns/oauth2/access_token", state),
                            of("/sns/userinfo", state),
                            of("code", state),
                            of("session", state));
            assertThat(withoutBrowsers(heard.begun()))
                    .containsExactly(
                            of("attempt", state),
                            of("code", state),
                            of("/sns/oauth2/access_token", state),
                            of("/sns/userinfo", state),
                            LoginStep.of("session"));
        }

        @Test
        void areJoinedInPageMode() {
            open("deny");
            known();
            Token state = browser.start(wechat);
            test.app
                    .login()
                    .finishPage(wechat, browser.secret, state, test.ann(wechat), "", null)
                    .orElseThrow();

            assertThat(withoutBrowsers(heard.begun()))
                    .containsExactly(
                            of("attempt", state),
                            of("code", state),
                            of("/sns/oauth2/access_token", state),
                            of("session", state));
        }

        @Test
        void areJoinedThroughABindTicket() {
            open("ticket");
            Token state = browser.start(wechat);
            Token ticket = Browser.ticketOf(browser.refused(wechat, state, test.ann(wechat)));
            browser.register(ticket);
            browser.redeem(browser.register(ticket));
            Token other = browser.start(wechat);
            browser.attach(Browser.ticketOf(browser.refused(wechat, other, test.bob(wechat))), "bob");

            assertThat(withoutBrowsers(heard.ended()))
                    .filteredOn(step -> !step.name().startsWith("/"))
                    .containsExactly(
                            of("attempt", state),
                            of("code", state),
                            of("register", state),
                            of("register", state),
                            of("session", state),
                            of("attempt", other),
                            of("code", other),
                            of("attach", other));
        }

        @Test
        void areJoinedInABind() {
            open("deny");
            Token session = known();
            Token state = browser.start(wechat, Intent.BIND, "ann");
            browser.bind(wechat, state, test.ann(wechat), test.check(session).orElseThrow());

            assertThat(withoutBrowsers(heard.begun()))
                    .containsExactly(of("attempt", state), of("bind", state), of("/sns/oauth2/access_token", state));
        }

        @Test
        void areJoinedWhenTheyAreRefused() {
            open("ticket");
            Token state = browser.start(wechat);
            Token ticket = Browser.ticketOf(browser.refused(wechat, state, test.ann(wechat)));
            Refusal.of(() -> test.app.login().register(Token.random(), ticket));
            Refusal.of(() -> browser.finish(wechat, state, "another"));

            assertThat(heard.steps()).endsWith("-register bind_ticket_invalid", "+code", "-code state_invalid");
            assertThat(withoutBrowsers(heard.ended())).endsWith(of("register", state), of("code", state));
        }

        /** A login code that another browser presents was stolen: its refusal is the step that must be found. */
        @Test
        void areJoinedWhenTheirLoginCodeIsStolen() {
            open("open");
            Token state = browser.start(wechat);
            String code =
                    browser.finish(wechat, state, test.ann(wechat)).result().loginCode();
            Refusal.of(() -> new Browser(test).redeem(code));

            assertThat(withoutBrowsers(heard.ended())).endsWith(of("session", state));
        }

        @Test
        void haveAnotherReferenceThanThoseOfAnotherAttempt() {
            open("open");
            browser.start(wechat);
            browser.start(wechat);

            assertThat(heard.ended().stream().map(LoginStep::attempt)).doesNotHaveDuplicates();
        }
    }

    @Nested
    class ThatRenew {

        @Test
        void nameTheEarlierAttemptAtTheirBeginAlone() {
            open("open");
            var earlier = AttemptReference.of(Token.random());
            var request = new AttemptRequest(
                    Intent.LOGIN, Display.IFRAME, browser.secret, URI.create("https://app.example/"), null, null, null);
            Token state = Token.parse(test.app
                            .login()
                            .start(wechat, request, Optional.of(earlier))
                            .state())
                    .orElseThrow();
            browser.redeem(
                    browser.finish(wechat, state, test.ann(wechat)).result().loginCode());

            assertThat(heard.begun().get(0).renews()).contains(earlier);
            assertThat(heard.ended().stream().filter(step -> step.renews().isPresent()))
                    .containsExactly(new LoginStep(
                            "attempt",
                            Optional.of(MINE),
                            Optional.of(AttemptReference.of(state)),
                            Optional.of(earlier),
                            heard.begun().get(0).browser()));
            assertThat(heard.begun().get(0).browser()).isPresent();
        }
    }

    @Nested
    class OfNoBrowser {

        @Test
        void haveAnInstanceAndNoReference() {
            open("deny");
            known();
            test.session(wechat);
            wechat.bind("bob", test.bob(wechat));
            wechat.unbind("bob");

            assertThat(withoutBrowsers(heard.ended()))
                    .containsExactly(
                            LoginStep.of("/sns/oauth2/access_token", MINE),
                            LoginStep.of("code", MINE),
                            LoginStep.of("session", MINE),
                            LoginStep.of("/sns/oauth2/access_token", MINE),
                            LoginStep.of("bind", MINE),
                            LoginStep.of("unbind", MINE));
        }

        @Test
        void haveNoReferenceOfWhatTheirThreadDidBefore() {
            open("open");
            browser.session(wechat, test.ann(wechat));
            heard.forget();
            test.session(wechat);

            assertThat(withoutBrowsers(heard.ended()))
                    .extracting(LoginStep::attempt)
                    .containsOnly(Optional.empty());
        }

        @Test
        void haveTheInstanceOfTheSessionThatMoves() {
            open("deny");
            Token session = known();
            test.member("ann", "c1", "c2");
            Token moved = test.app.login().changeCorp(session, "c1").secret();
            test.app.login().changeCorp(test.check(moved).orElseThrow(), "c2");

            assertThat(withoutBrowsers(heard.ended()))
                    .containsExactly(LoginStep.of("corp", MINE), LoginStep.of("corp", MINE));
        }
    }

    /** Signs in Ann as a user who is known, and returns her session. */
    private Token known() {
        wechat.bind("ann", test.ann(wechat));
        Token session = test.session(wechat);
        heard.forget();
        return session;
    }

    private static LoginStep of(String name, Token state) {
        return LoginStep.of(name, MINE, AttemptReference.of(state));
    }
}
