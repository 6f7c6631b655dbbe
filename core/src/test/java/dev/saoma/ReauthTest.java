package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.login.SignedIn;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Re-authentication: the user of an existing session scans again to confirm their identity. */
@Timeout(60)
class ReauthTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("open", false);

    private final WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    private Token session;

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
        wechat.bind("bob", test.bob(wechat));
        test.member("ann", "c1", "c2");
        session = browser.redeem(browser.loginCode(wechat, test.ann(wechat)), null, "c2")
                .secret();
        test.clock.pass(Duration.ofMinutes(11));
    }

    @Test
    void makesTheSessionRecentAgain() {
        assertThat(isRecent()).as("before").isFalse();
        browser.redeem(proof(), session);

        assertThat(isRecent()).as("after").isTrue();
    }

    @Test
    void changesNothingElse() {
        Session before = test.check(session).orElseThrow();
        SignedIn proved = browser.redeem(proof(), session);

        assertThat(proved.secret()).isEqualTo(session);
        assertThat(proved.session()).isEqualTo(before.reauthenticatedAt(test.clock.instant()));
        assertThat(test.check(session)).contains(proved.session());
        assertThat(test.app.sessions().of(new UserId("ann"))).hasSize(1);
    }

    @Test
    void asksForNoOrganisation() {
        assertThat(browser.redeem(proof(), session, "nowhere").session().corp())
                .isEqualTo(test.check(session).orElseThrow().corp());
    }

    @Test
    void isForbiddenToAnotherWeChat() {
        assertThat(Refusal.of(browser.refused(wechat, start("ann"), test.bob(wechat))))
                .isEqualTo("forbidden");
        assertThat(isRecent()).isFalse();
    }

    @Test
    void isForbiddenToAStrangerAndMakesNobodyOfThem() {
        assertThat(Refusal.of(browser.refused(wechat, start("ann"), test.scan("oStranger", "uStranger"))))
                .isEqualTo("forbidden");
        assertThat(test.users.size()).isZero();
    }

    @Test
    void saysWhereThePageGoesAlsoWhenItIsForbidden() {
        assertThat(browser.refused(wechat, start("ann"), test.bob(wechat)).details())
                .containsEntry("returnTo", "/home");
    }

    @Test
    void isNoProofForNobody() {
        assertThat(Refusal.of(browser.refused(
                        wechat, test.attempt(wechat, Intent.REAUTH, browser.secret, null), test.ann(wechat))))
                .isEqualTo("forbidden");
    }

    @Test
    void isOfNoUseInAnotherUsersSession() {
        Token bobs = test.session(wechat, test.bob(wechat));
        test.clock.pass(Duration.ofMinutes(11));

        assertThat(Refusal.of(() -> browser.redeem(proof(), bobs))).isEqualTo("session_required");
        assertThat(test.app.sessions().recent(test.check(bobs).orElseThrow().authenticatedAt()))
                .isFalse();
    }

    @Test
    void opensNoSessionOfItsOwn() {
        assertThat(Refusal.of(() -> browser.redeem(proof(), null))).isEqualTo("session_required");
        assertThat(test.app.sessions().of(new UserId("ann"))).hasSize(1);
    }

    @Test
    void isOfNoUseInASessionThatEnded() {
        String proof = proof();
        test.app.sessions().end(session);

        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isEqualTo("session_required");
        assertThat(test.check(session)).isEmpty();
    }

    @Test
    void isOfNoUseWhenTheSessionEndsWhileItIsAsked() {
        String proof = proof();
        test.check(session);
        test.users.meanwhile(() -> test.app.sessions().end(session));

        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isEqualTo("session_required");
    }

    @Test
    void isOfNoUseInASessionThatExpiredMeanwhile() {
        test.clock.pass(Duration.ofMinutes(17));
        String proof = proof();
        test.clock.pass(Duration.ofMinutes(3));

        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isEqualTo("session_required");
    }

    @Test
    void isUsedOnce() {
        String proof = proof();
        browser.redeem(proof, session);
        test.clock.pass(Duration.ofMinutes(4));

        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isEqualTo("login_code_invalid");
    }

    @Test
    void isOfNoUseInAnotherBrowser() {
        String proof = proof();

        assertThat(Refusal.of(() -> new Browser(test).redeem(proof, session))).isEqualTo("login_code_invalid");
        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isEqualTo("login_code_invalid");
    }

    @Test
    void isOfNoUseAfterAnUnbind() {
        String proof = proof();
        wechat.unbind("ann");

        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isEqualTo("login_code_invalid");
    }

    @Test
    void isOfNoUseWhenTheUnbindComesWhileItIsAsked() {
        Token other = secondAppsSession();
        String proof = proof();
        test.users.meanwhile(() -> wechat.unbind("ann"));

        assertThat(Refusal.of(() -> browser.redeem(proof, other))).isEqualTo("login_code_invalid");
        assertThat(test.app.sessions().recent(test.check(other).orElseThrow().authenticatedAt()))
                .isFalse();
    }

    @Test
    void isRefusedToADisabledUser() {
        String proof = proof();
        test.users.disable("ann");

        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isIn("account_disabled", "session_required");
    }

    @Test
    void isRefusedByAnInstanceThatWasSwitchedOff() {
        String proof = proof();
        test.restart("MyWeChatLogin", "wx1", "default", "'isActive':false,");

        assertThat(Refusal.of(() -> browser.redeem(proof, session))).isEqualTo("login_inactive");
    }

    @Test
    void isAnsweredAgainTheSame() {
        Token state = start("ann");
        String code = test.ann(wechat);
        String first = browser.finish(wechat, state, code).result().loginCode();
        long asked = test.asked("");

        assertThat(browser.finish(wechat, state, code).result().loginCode()).isEqualTo(first);
        assertThat(test.asked("")).isEqualTo(asked);
    }

    /** Opens a session of Ann that an unbind at the first instance does not end. */
    private Token secondAppsSession() {
        Token other = browser.redeem(browser.loginCode(test.second(), test.ann(test.second())), null, "c1")
                .secret();
        test.clock.pass(Duration.ofMinutes(11));
        test.check(other);
        test.clock.pass(Duration.ofSeconds(1));
        return other;
    }

    private Token start(String user) {
        return browser.start(wechat, Intent.REAUTH, user);
    }

    private String proof() {
        return browser.finish(wechat, start("ann"), test.ann(wechat)).result().loginCode();
    }

    private boolean isRecent() {
        return test.app.sessions().recent(test.check(session).orElseThrow().authenticatedAt());
    }
}
