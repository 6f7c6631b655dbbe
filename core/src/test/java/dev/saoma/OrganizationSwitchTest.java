package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.login.SignedIn;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Moving a session to another organisation of its user. */
@Timeout(60)
class OrganizationSwitchTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private Token session;

    @BeforeEach
    void open() {
        WeChatLogin wechat = test.wechat();
        wechat.bind("ann", test.ann(wechat));
        test.member("ann", "c1", "c2");
        var browser = new Browser(test);
        session = browser.redeem(browser.loginCode(wechat, test.ann(wechat)), null, "c1")
                .secret();
    }

    @Test
    void goesOnUnderAnotherSecretAndTheSameName() {
        Session before = test.check(session).orElseThrow();
        SignedIn moved = change("c2");

        assertThat(moved.secret()).isNotEqualTo(session);
        assertThat(test.check(moved.secret()))
                .contains(before.rotated(
                        moved.secret().hash(), moved.session().corp().orElseThrow()))
                .contains(moved.session());
        assertThat(moved.session().corp().orElseThrow().id().value()).isEqualTo("c2");
    }

    @Test
    void leavesTheOldSecretBehind() {
        test.check(session);
        change("c2");

        assertThat(test.check(session)).isEmpty();
        assertThat(Refusal.of(() -> change("c1"))).isEqualTo("session_required");
    }

    @Test
    void makesNothingRecent() {
        test.clock.pass(Duration.ofMinutes(11));

        assertThat(test.app.sessions().recent(change("c2").session().authenticatedAt()))
                .isFalse();
    }

    @Test
    void isForbiddenWhereTheUserIsNoMember() {
        test.member("bob", "c3");

        List.of("c3", "C2", "c2 ", "*", "")
                .forEach(corp -> assertThat(Refusal.of(() -> change(corp))).isEqualTo("corp_forbidden"));
        assertThat(test.check(session)).as("the session stays valid").isPresent();
    }

    @Test
    void isForbiddenWhereTheUserHasLeft() {
        test.member("ann", "c1");

        assertThat(Refusal.of(() -> change("c2"))).isEqualTo("corp_forbidden");
    }

    @Test
    void isRefusedToADisabledUser() {
        test.users.disable("ann");

        assertThat(Refusal.of(() -> change("c2"))).isEqualTo("account_disabled");
    }

    @Test
    void isRefusedToNobody() {
        assertThat(Refusal.of(() -> test.app.login().changeCorp(Token.random(), "c2")))
                .isEqualTo("session_required");
    }

    @Test
    void isRefusedWhenTheSessionEndsWhileItIsAsked() {
        test.check(session);
        test.users.meanwhile(() -> test.app.sessions().end(session));

        assertThat(Refusal.of(() -> change("c2"))).isEqualTo("session_required");
    }

    @Test
    void isDoneByOneOfSixteenAtOnce() {
        try (var race = new Race(16)) {
            List<Object> ends = race.run(i -> change(i % 2 == 0 ? "c1" : "c2"));

            assertThat(ends).filteredOn(SignedIn.class::isInstance).hasSize(1);
            assertThat(ends)
                    .filteredOn(end -> !(end instanceof SignedIn))
                    .extracting(Refusal::of)
                    .containsOnly("session_required");
            assertThat(test.app
                            .sessions()
                            .of(test.check(secretOf(ends)).orElseThrow().user()))
                    .hasSize(1);
        }
    }

    private static Token secretOf(List<Object> ends) {
        return ends.stream()
                .filter(SignedIn.class::isInstance)
                .map(end -> ((SignedIn) end).secret())
                .findFirst()
                .orElseThrow();
    }

    private SignedIn change(String corp) {
        return test.app.login().changeCorp(session, corp);
    }
}
