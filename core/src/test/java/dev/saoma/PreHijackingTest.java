package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An attacker acts before the victim's first login. Afterwards the attacker has no access to the victim's account. */
@Timeout(60)
class PreHijackingTest {
    @TempDir
    private Path folder;

    private TestApp test;

    private WeChatLogin wechat;

    private Browser attacker;

    private Browser victim;

    private void open(String registration) {
        test = new TestApp(folder, registration, false);
        wechat = test.wechat();
        attacker = new Browser(test);
        victim = new Browser(test);
    }

    @AfterEach
    void close() {
        test.close();
    }

    /** An account with the victim's profile exists already. The victim's own login must not resolve to it. */
    @Nested
    class ClassicFederatedMerge {

        @Test
        void givesTheVictimAnAccountOfTheirOwnThoughNicknameAndAvatarAreTheSame() {
            open("open");
            String bad = test.user(attacker.session(wechat, attackers()));
            String good = test.user(victim.session(wechat, victims()));

            assertThat(good).isNotEqualTo(bad);
            assertThat(test.users.profile(good)).isEqualTo(test.users.profile(bad));
        }

        @Test
        void givesTheVictimAnAccountOfTheirOwnWithATicketToo() {
            open("ticket");
            String bad = registered(attacker, attackers());
            String good = registered(victim, victims());

            assertThat(good).isNotEqualTo(bad);
        }
    }

    /** The attacker holds a session from before the victim took over the account. */
    @Nested
    class UnexpiredSession {

        @Test
        void endsWhenTheVictimBindsByInvitation() {
            open("deny");
            test.second().bind("shared", test.scan("oAttack-wx2", "uAttack"));
            Token kept = attacker.session(test.second(), test.scan("oAttack-wx2", "uAttack"));
            test.check(kept);
            test.second().unbind("shared");
            invited("shared");

            noWayIn(kept);
        }

        @Test
        void endsWhenTheVictimAttachesATicket() {
            open("ticket");
            test.second().bind("shared", test.scan("oAttack-wx2", null));
            Token kept = attacker.session(test.second(), test.scan("oAttack-wx2", null));
            test.check(kept);
            victim.attach(victim.ticket(wechat, victims()), "shared");

            assertThat(test.check(kept)).isEmpty();
        }

        @Test
        void cannotBeMadeFromALoginCodeThatWaited() {
            open("ticket");
            test.second().bind("shared", test.scan("oAttack-wx2", null));
            String waiting = attacker.loginCode(test.second(), test.scan("oAttack-wx2", null));
            victim.attach(victim.ticket(wechat, victims()), "shared");

            assertThat(Refusal.of(() -> attacker.redeem(waiting))).isEqualTo("login_code_invalid");
        }
    }

    /** The attacker's WeChat stays bound to the account, or is linked to it again in another way. */
    @Nested
    class TrojanIdentifier {

        @Test
        void isSeenBecauseASecondWeChatIsRefused() {
            open("deny");
            wechat.bind("shared", attackers());

            assertThat(Refusal.of(() -> invited("shared"))).isEqualTo("user_already_bound");
        }

        @Test
        void doesNotComeBackToWhereItWasUnbound() {
            open("open");
            String shared = test.user(attacker.session(wechat, attackers()));
            wechat.unbind(shared);
            invited(shared);

            assertThat(Refusal.of(() -> attacker.session(wechat, attackers()))).isEqualTo("wechat_not_bound");
        }

        @Test
        void doesNotComeBackByAnotherAppOfTheAccount() {
            open("open");
            String shared = test.user(attacker.session(wechat, attackers()));
            wechat.unbind(shared);
            victim.bind(
                    wechat,
                    victim.start(
                            wechat,
                            test.app.login().invite(wechat, new UserId(shared)).token()),
                    test.scan("oVictim-wx1", null));

            assertThat(Refusal.of(() -> attacker.session(test.second(), test.scan("oAttack-wx2", "uAttack"))))
                    .isEqualTo("wechat_not_bound");
        }

        @Test
        void doesNotComeBackByAnotherAppWhileNothingIsBound() {
            open("open");
            String shared = test.user(attacker.session(wechat, attackers()));
            wechat.unbind(shared);

            assertThat(Refusal.of(() -> attacker.session(test.second(), test.scan("oAttack-wx2", "uAttack"))))
                    .isEqualTo("wechat_not_bound");
        }
    }

    /** The attacker starts a change before the victim's bind and finishes it afterwards. */
    @Nested
    class PendingChange {

        @Test
        void ofABindThatWasBegunEndsWithTheVictimsBind() {
            open("deny");
            test.second().bind("shared", test.scan("oAttack-wx2", null));
            Token kept = attacker.session(test.second(), test.scan("oAttack-wx2", null));
            Session session = test.check(kept).orElseThrow();
            Token pending = attacker.start(wechat, Intent.BIND, "shared");
            test.second().unbind("shared");
            invited("shared");

            assertThat(Refusal.of(() -> attacker.bind(wechat, pending, attackers(), session)))
                    .isEqualTo("state_invalid");
        }

        @Test
        void ofAnInvitationThatWasKeptEndsWithTheVictimsBind() {
            open("deny");
            Token kept =
                    test.app.login().invite(test.second(), new UserId("shared")).token();
            Token begun = attacker.start(test.second(), kept);
            invited("shared");

            assertThat(Refusal.of(() -> attacker.start(test.second(), kept))).isEqualTo("bind_ticket_invalid");
            assertThat(Refusal.of(() -> attacker.bind(test.second(), begun, test.scan("oAttack-wx2", "uAttack"))))
                    .isEqualTo("bind_ticket_invalid");
        }

        @Test
        void ofATicketThatWasKeptLeadsToTheAttackersOwnAccountAlone() {
            open("ticket");
            wechat.bind("shared", attackers());
            wechat.unbind("shared");
            Token kept = attacker.ticket(wechat, attackers());
            invited("shared");

            assertThat(test.user(attacker.redeem(attacker.register(kept)).secret()))
                    .isNotEqualTo("shared");
        }
    }

    /** Another account or app returns the victim's identifiers without having verified the victim. */
    @Nested
    class NonVerifyingProvider {

        @Test
        void ofAnotherAccountWithTheVictimsUnionidIsAnotherPerson() {
            open("open");
            test.restart("Second", "wx2", "evil", "'registration':'open',");
            String good = test.user(victim.session(wechat = test.wechat(), victims()));
            String bad = test.user(attacker.session(test.second(), test.scan("oAttack-wx2", "uVictim")));

            assertThat(bad).isNotEqualTo(good);
        }

        @Test
        void ofAnotherAppWithTheVictimsOpenidIsAnotherPerson() {
            open("open");
            test.restart("Second", "wx2", "evil", "'registration':'open',");
            String bad = test.user(attacker.session(test.second(), test.scan("oVictim-wx1", null)));

            assertThat(test.user(victim.session(test.wechat(), victims()))).isNotEqualTo(bad);
        }
    }

    private String attackers() {
        return test.scan("oAttack-wx1", "uAttack");
    }

    private String victims() {
        return test.scan("oVictim-wx1", "uVictim");
    }

    private String registered(Browser who, String code) {
        return test.user(who.redeem(who.register(who.ticket(wechat, code))).secret());
    }

    /** The victim takes over an account with an administrator's invitation. */
    private void invited(String user) {
        Token invitation = test.app.login().invite(wechat, new UserId(user)).token();
        victim.bind(wechat, victim.start(wechat, invitation), victims());
        assertThat(test.user(victim.session(wechat, victims()))).isEqualTo(user);
    }

    private void noWayIn(Token kept) {
        assertThat(test.check(kept)).isEmpty();
        assertThat(Refusal.of(() -> attacker.session(test.second(), test.scan("oAttack-wx2", "uAttack"))))
                .isEqualTo("wechat_not_bound");
    }
}
