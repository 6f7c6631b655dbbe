package dev.saoma;

import static dev.saoma.durability.Durability.ASYNCHRONOUS;
import static dev.saoma.durability.Durability.SYNCHRONOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.durability.Durability;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.secret.Token;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.session.Sessions;
import dev.saoma.store.Session;
import dev.saoma.testing.Eventually;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The durability of every write about an open session, and of those in the background. */
@Timeout(60)
class SessionDurabilityTest {
    private static final UserId ANN = new UserId("ann");

    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();
    private final Browser browser = new Browser(test);

    private Token session;

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
        test.member("ann", "c1", "c2");
        session = browser.redeem(browser.loginCode(wechat, test.ann(wechat)), null, "c1")
                .secret();
    }

    private List<Durability> of(Runnable journey) {
        return test.recorder.during(journey);
    }

    private Session row() {
        return test.check(session).orElseThrow();
    }

    @Test
    void aLogOutIsSynchronous() {
        assertThat(of(() -> test.app.sessions().end(session))).containsExactly(SYNCHRONOUS);
    }

    @Test
    void theEndOfOneOnTheListIsSynchronous() {
        Session row = row();

        assertThat(of(() -> test.app.sessions().end(ANN, row.id()))).containsExactly(SYNCHRONOUS);
    }

    @Test
    void theEndOfAllOthersIsSynchronous() {
        assertThat(of(() -> test.app.sessions().endOthers(ANN, session.hash()))).containsExactly(SYNCHRONOUS);
    }

    @Test
    void theEndOfAllIsSynchronous() {
        assertThat(of(() -> test.app.sessions().end(ANN))).containsExactly(SYNCHRONOUS);
    }

    @Test
    void theEndOfThoseInAnOrganisationThatWasLeftIsSynchronous() {
        assertThat(of(() -> test.app.sessions().leave(ANN, new CorpId("c1")))).containsExactly(SYNCHRONOUS);
    }

    @Test
    void theEndOfADisabledUsersIsSynchronous() {
        row();
        test.users.disable("ann");
        test.clock.pass(Duration.ofSeconds(61));

        assertThat(of(() -> assertThat(test.check(session)).isEmpty())).contains(SYNCHRONOUS);
    }

    @Test
    void theEndOfOneWhoseUserIsDisabledWhileItOpensIsSynchronous() {
        String code = browser.loginCode(wechat, test.ann(wechat));
        test.afterAskedForCorps = () -> test.users.disable("ann");

        assertThat(of(() -> assertThat(Refusal.of(() -> browser.redeem(code, null, "c1")))
                        .isEqualTo("account_disabled")))
                .containsExactly(ASYNCHRONOUS, SYNCHRONOUS);
    }

    @Test
    void aSwitchOfTheOrganisationIsSynchronous() {
        assertThat(of(() -> test.app.login().changeCorp(session, "c2"))).containsExactly(SYNCHRONOUS);
    }

    @Test
    void aReauthenticationIsAsynchronous() {
        Token state = browser.start(wechat, Intent.REAUTH, "ann");
        String code = browser.finish(wechat, state, test.ann(wechat)).result().loginCode();

        assertThat(of(() -> browser.redeem(code, session))).containsExactly(ASYNCHRONOUS);
    }

    @Test
    void theLastUseIsAsynchronous() {
        test.clock.pass(Duration.ofSeconds(70));

        assertThat(of(this::row)).containsExactly(ASYNCHRONOUS);
    }

    @Test
    void theMarkOfAProfileIsAsynchronous() throws Exception {
        test.users.keepProfiles();

        assertThat(of(() -> browser.loginCode(wechat, test.ann(wechat))))
                .containsExactly(ASYNCHRONOUS, ASYNCHRONOUS, ASYNCHRONOUS);

        Eventually.holds(
                "the profile's marks", () -> test.recorder.inBackground().size() == 2);
        assertThat(test.recorder.inBackground()).containsOnly(ASYNCHRONOUS);
    }

    @Test
    void sweepingIsAsynchronous() {
        var sessions = new Sessions(test.recorder, SessionLifetimes.DEFAULT, test.clock, test.clock::nanos);
        try (var sweeper = new ExpirySweeper(test.recorder, sessions, test.clock, test.clock::nanos)) {
            assertThat(of(sweeper::sweep)).hasSize(4).containsOnly(ASYNCHRONOUS);
        }
    }

    @Test
    void aWrongOrganisationIsCountedSynchronously() {
        String code = browser.loginCode(wechat, test.ann(wechat));

        assertThat(of(() -> Refusal.of(() -> browser.redeem(code, null, "c9")))).containsExactly(SYNCHRONOUS);
    }
}
