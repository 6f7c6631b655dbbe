package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.login.Intent;
import dev.saoma.logintype.UserAuthInfo;
import dev.saoma.observe.LoginEvent;
import dev.saoma.secret.Token;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deleted users: removed by {@code forget}, or found to be missing from the directory when their rows are used. */
@Timeout(60)
class ForgetTest {
    private static final UserId ANN = new UserId("ann");

    @TempDir
    private Path folder;

    private TestApp test;
    private WeChatLogin wechat;
    private Browser browser;

    private void open(String registration) {
        open(registration, false);
    }

    private void open(String registration, boolean onlyBindings) {
        test = new TestApp(folder, registration, onlyBindings);
        wechat = test.wechat();
        browser = new Browser(test);
    }

    @AfterEach
    void close() {
        test.close();
    }

    /** Deletes an account as an application does. */
    private void erase(String user) {
        test.users.remove(user);
        test.app.personalData().forget(new UserId(user));
    }

    private List<WeChatAuth> rows() {
        return test.app
                .getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class)
                .query("Q(userId__ne='x')", List.of());
    }

    private List<Kind> trail() {
        return test.trail().stream().map(AuditEvent::kind).toList();
    }

    @Nested
    class Forgetting {

        @Test
        void takesTheLastWayInToo() {
            open("open", true);
            wechat.bind("ann", test.ann(wechat));
            erase("ann");

            assertThat(rows()).isEmpty();
        }

        @Test
        void endsSessionsAtOnce() {
            open("open");
            Token session = test.session(wechat);
            String user = test.user(session);
            erase(user);

            assertThat(test.user(session)).isEqualTo("nobody");
            assertThat(test.app.sessions().of(new UserId(user))).isEmpty();
        }

        @Test
        void makesThePersonANewcomer() {
            open("open");
            String before = test.user(test.session(wechat));
            erase(before);
            test.users.createsNext("another");

            assertThat(test.user(test.session(wechat))).isEqualTo("another");
        }

        @Test
        void leavesNothingOfAnUnbind() {
            open("open");
            String before = test.user(test.session(wechat));
            test.session(test.second());
            wechat.unbind(before);
            erase(before);
            test.users.giveOutAgain(before);
            test.users.createsNext(before);

            assertThat(test.user(test.session(wechat))).isEqualTo(before);
        }

        @Test
        void leavesNoWayFromAnotherApplication() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            erase("ann");
            test.users.giveOutAgain("ann");

            assertThat(Refusal.of(() -> test.session(test.second()))).isEqualTo("wechat_not_bound");
        }

        @Test
        void letsAnotherUserHaveTheWeChat() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            erase("ann");
            wechat.bind("bob", test.ann(wechat));

            assertThat(test.user(test.session(wechat))).isEqualTo("bob");
        }

        @Test
        void endsTicketsOfEveryKind() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            String loginCode = browser.finish(wechat, browser.start(wechat), test.ann(wechat))
                    .result()
                    .loginCode();
            Token invitation = test.app.login().invite(test.second(), ANN).token();
            Token attempt = browser.start(test.second(), Intent.BIND, "ann");
            erase("ann");
            test.users.giveOutAgain("ann");

            assertThat(Refusal.of(() -> browser.redeem(loginCode))).isEqualTo("login_code_invalid");
            assertThat(Refusal.of(() -> browser.start(test.second(), invitation)))
                    .isEqualTo("bind_ticket_invalid");
            assertThat(Refusal.of(() -> test.app
                            .login()
                            .finishBind(test.second(), browser.secret, attempt, test.ann(test.second()), ANN, null)))
                    .isEqualTo("state_invalid");
        }

        @Test
        void standsInTheTrailOnceAndSaysUnbound() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            test.session(wechat);
            test.heard.forget();
            erase("ann");
            test.app.personalData().forget(ANN);

            assertThat(test.trail().stream().filter(event -> event.kind() == Kind.FORGOTTEN))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.user()).isEqualTo("ann");
                        assertThat(event.note()).isEqualTo("forgotten; bindings: 1, sessions: 1");
                    });
            assertThat(test.heard.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            LoginEvent.Unbound.class,
                            event -> assertThat(event.user()).isEqualTo(ANN));
        }

        @Test
        void leavesOthersAlone() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            wechat.bind("bob", test.bob(wechat));
            erase("ann");

            assertThat(test.user(test.session(wechat, test.bob(wechat)))).isEqualTo("bob");
        }

        @Test
        void wins() {
            open("deny");
            // Before the directory answers, the user is erased and the identifier is reassigned to another user.
            test.users.meanwhile(() -> {
                erase("ann");
                test.users.giveOutAgain("ann");
            });

            assertThat(Refusal.of(() -> wechat.bind("ann", test.ann(wechat)))).isEqualTo("session_required");
            assertThat(rows()).isEmpty();
        }

        @Test
        void winsOverATicketThatIsBeingAttached() {
            open("ticket");
            Token ticket = browser.ticket(wechat, test.ann(wechat));
            test.users.meanwhile(() -> {
                erase("ann");
                test.users.giveOutAgain("ann");
            });

            assertThat(Refusal.of(() -> browser.attach(ticket, "ann"))).isEqualTo("session_required");
            assertThat(rows()).isEmpty();
        }
    }

    @Nested
    class AUserWhomTheDirectoryDoesNotKnow {

        @Test
        void isANewcomerWhereAnybodyMayRegister() {
            open("open");
            wechat.bind("ann", test.ann(wechat));
            test.users.remove("ann");

            assertThat(test.user(test.session(wechat))).startsWith("new-");
            assertThat(trail()).contains(Kind.FORGOTTEN);
        }

        @Test
        void isANewcomerWithATicket() {
            open("ticket");
            wechat.bind("ann", test.ann(wechat));
            test.users.remove("ann");
            Token ticket = browser.ticket(wechat, test.ann(wechat));

            assertThat(test.user(browser.redeem(browser.register(ticket)).secret()))
                    .startsWith("new-");
        }

        @Test
        void isNobodyWhereNobodyMayRegister() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            test.users.remove("ann");

            assertThat(Refusal.of(() -> test.session(wechat))).isEqualTo("wechat_not_bound");
            assertThat(rows()).isEmpty();
        }

        @Test
        void givesNobodyAWayFromAnotherApplication() {
            open("open");
            wechat.bind("ann", test.ann(wechat));
            test.users.remove("ann");

            assertThat(test.user(test.session(test.second()))).startsWith("new-");
            assertThat(rows()).noneMatch(row -> row.userId().equals(ANN));
        }

        @Test
        void isNotHeldToAnUnbind() {
            open("open");
            wechat.bind("ann", test.ann(wechat));
            test.second().bind("ann", test.ann(test.second()));
            wechat.unbind("ann");
            test.users.remove("ann");

            assertThat(test.user(test.session(wechat))).startsWith("new-");
        }

        @Test
        void keepsNoWeChatFromAnotherUser() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            test.users.remove("ann");
            wechat.bind("bob", test.ann(wechat));

            assertThat(test.user(test.session(wechat))).isEqualTo("bob");
        }

        @Test
        void contradictsNobody() {
            open("deny");
            wechat.bind("ann", test.scan("oAnn-wx1", "uOld01"));
            test.users.remove("ann");

            assertThat(Refusal.of(() -> test.session(wechat, test.scan("oAnn-wx1", "uNew01"))))
                    .isEqualTo("wechat_not_bound");
            wechat.bind("bob", test.scan("oAnn-wx1", "uNew01"));
            assertThat(test.user(test.session(wechat, test.scan("oAnn-wx1", "uNew01"))))
                    .isEqualTo("bob");
        }

        @Test
        void mayBeUnboundThoughItWasTheLastWayIn() {
            open("open");
            wechat.bind("ann", test.ann(wechat));
            test.users.takePassword("ann");
            test.users.remove("ann");
            wechat.unbind("ann");

            assertThat(rows()).isEmpty();
            assertThat(test.user(test.session(wechat))).startsWith("new-");
        }

        @Test
        void hasNoBinding() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            WeChatAuth row = rows().get(0);
            test.users.remove("ann");

            assertThat(wechat.getUserAuthInfo(row)).isEqualTo(new UserAuthInfo(false));
        }

        @Test
        void getsNoWeChat() {
            open("deny");
            test.users.remove("ann");

            assertThat(Refusal.of(() -> wechat.bind("ann", test.ann(wechat)))).isEqualTo("session_required");
            assertThat(rows()).isEmpty();
        }

        @Test
        void opensNoSessionWithALoginCode() {
            open("deny");
            wechat.bind("ann", test.ann(wechat));
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            test.users.remove("ann");

            assertThat(Refusal.of(() -> test.authSvc().loginByCode(code, null, "web")))
                    .isEqualTo("login_code_invalid");
        }

        @Test
        void usesNoInvitation() {
            open("deny");
            Token invitation = test.app.login().invite(wechat, ANN).token();
            Token state = browser.start(wechat, invitation);
            test.users.remove("ann");

            assertThat(Refusal.of(() -> browser.bind(wechat, state, test.ann(wechat))))
                    .isEqualTo("bind_ticket_invalid");
        }
    }

    @Nested
    class ADirectoryThatFails {

        @Test
        void saysNothingOfAnybody() {
            open("open");
            wechat.bind("ann", test.ann(wechat));
            test.users.breaks(true);

            assertThatIllegalStateException().isThrownBy(() -> test.session(wechat));
            assertThatIllegalStateException().isThrownBy(() -> wechat.unbind("ann"));
            test.users.breaks(false);
            assertThat(test.user(test.session(wechat))).isEqualTo("ann");
        }

        @Test
        void isNotTheDirectoryThatDisables() {
            open("open");
            wechat.bind("ann", test.ann(wechat));
            test.users.disable("ann");

            assertThat(Refusal.of(() -> test.session(wechat))).isEqualTo("account_disabled");
            test.users.enable("ann");
            assertThat(test.user(test.session(wechat))).isEqualTo("ann");
        }
    }

    @Nested
    class AnIdentifierThatIsGivenOutAgain {

        @Test
        void isRefusedWhileAWeChatIsBoundToIt() {
            open("open");
            wechat.bind("7", test.ann(wechat));
            test.users.createsNext("7");

            assertThat(Refusal.of(() -> test.session(wechat, test.bob(wechat)))).isEqualTo("wechat_not_bound");
            assertThat(test.trail()).anySatisfy(event -> {
                assertThat(event.kind()).isEqualTo(Kind.CONFLICT);
                assertThat(event.note())
                        .endsWith("UserDirectory.create answered a user whom another WeChat is bound to");
            });
            assertThat(test.user(test.session(wechat))).isEqualTo("7");
        }

        @Test
        void isFreeOnceItsUserIsForgotten() {
            open("open");
            wechat.bind("7", test.ann(wechat));
            erase("7");
            test.users.giveOutAgain("7");
            test.users.createsNext("7");

            assertThat(test.user(test.session(wechat, test.bob(wechat)))).isEqualTo("7");
            test.users.createsNext("8");
            assertThat(test.user(test.session(wechat))).isEqualTo("8");
        }
    }
}
