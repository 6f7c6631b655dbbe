package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.login.OperationResult;
import dev.saoma.secret.Token;
import dev.saoma.session.Session;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bind, unbind, newcomers, switched-off instances, over everything that they touch. */
@Timeout(60)
class BindingTest {
    private final Token browser = Token.random();

    @TempDir
    private Path folder;

    private TestApp test;
    private WeChatLogin wechat;

    private void open(String registration, boolean onlyBindings) {
        test = new TestApp(folder, registration, onlyBindings);
        wechat = test.wechat();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Nested
    class ANewcomer {

        @Test
        void isRefusedByDefault() {
            open("deny", false);

            assertThat(Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)))).isEqualTo("wechat_not_bound");
        }

        @Test
        void isNobodysUserWhenRefused() {
            open("deny", false);
            Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)));

            assertThat(test.users.size()).isZero();
        }

        @Test
        void becomesAUserWhereThatIsOpen() {
            open("open", false);

            assertThat(test.check(test.session(wechat))).isPresent();
        }

        @Test
        void hasTheProfileThatWeChatShows() {
            open("open", false);

            assertThat(test.app
                            .users()
                            .find(test.check(test.session(wechat)).orElseThrow().user())
                            .orElseThrow()
                            .nicknameOrNull())
                    .isEqualTo("小明");
        }

        @Test
        void isTheSameUserNextTime() {
            open("open", false);

            assertThat(user(test.session(wechat))).isEqualTo(user(test.session(wechat)));
        }

        @Test
        void isTheSameUserAtASecondAppOfTheAccount() {
            open("open", false);

            assertThat(user(test.session(wechat))).isEqualTo(user(test.session(test.second())));
        }

        @Test
        void becomesOneUserFromTwoThreadsAtOnce() {
            open("open", false);
            try (var race = new Race(2)) {
                for (int round = 0; round < 50; round++) {
                    String number = String.format("%04d", round);
                    List<String> codes = List.of(
                            test.people.scan("a" + number, "oNew" + number, "uNew" + number),
                            test.people.scan("b" + number, "oNew" + number, "uNew" + number));

                    List<Object> ends =
                            race.run(i -> wechat.getLoginCode(codes.get(i)).loginCode());

                    assertThat(ends)
                            .extracting(end -> user(login((String) end)))
                            .as("round " + round)
                            .hasSize(2);
                    assertThat(test.users.size()).isEqualTo(round + 1);
                }
            }
        }

        @Test
        void whoUnboundIsNotLetInAgainByAScan() {
            open("open", false);
            String user = user(test.session(wechat)).value();
            wechat.unbind(user);

            assertThat(Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)))).isEqualTo("wechat_not_bound");
        }
    }

    @Nested
    class Bind {

        @Test
        void overABrowserIsForTheAttemptsUser() {
            open("deny", false);
            Session session = signedIn("ann");
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("ann"));
            test.app.login().finishBind(test.second(), browser, state, test.ann(test.second()), session);

            assertThat(user(test.session(test.second()))).isEqualTo(new UserId("ann"));
        }

        @Test
        void isRefusedWhenAnotherUserHasSignedInMeanwhile() {
            open("deny", false);
            Session session = signedIn("ann");
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("bob"));

            assertThat(Refusal.of(() -> test.app
                            .login()
                            .finishBind(test.second(), browser, state, test.ann(test.second()), session)))
                    .isEqualTo("state_invalid");
        }

        @Test
        void endsTheOtherSessionsOfTheUser() {
            open("deny", false);
            Session kept = signedIn("ann");
            Token other = test.session(wechat);
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("ann"));
            test.app.login().finishBind(test.second(), browser, state, test.ann(test.second()), kept);

            assertThat(test.check(other)).isEmpty();
        }

        @Test
        void keepsTheSessionThatItCameWith() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            Token kept = test.session(wechat);
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("ann"));
            test.app
                    .login()
                    .finishBind(
                            test.second(),
                            browser,
                            state,
                            test.ann(test.second()),
                            test.check(kept).orElseThrow());

            assertThat(test.check(kept)).isPresent();
        }

        @Test
        void ofTheSamePairAgainEndsNothing() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            Token session = test.session(wechat);
            wechat.bind("ann", test.ann(wechat));

            assertThat(test.check(session)).isPresent();
        }

        @Test
        void ofSomebodyElsesWeChatIsRefused() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));

            assertThat(Refusal.of(() -> wechat.bind("bob", test.ann(wechat)))).isEqualTo("already_bound");
        }

        @Test
        void givesAWeChatToOneOf16Users() {
            open("deny", false);
            try (var race = new Race(16)) {
                List<Object> ends = race.run(i -> wechat.bind("user" + i, test.ann(wechat)));

                assertThat(ends).filteredOn(OperationResult.DONE::equals).hasSize(1);
                assertThat(ends)
                        .filteredOn(end -> !OperationResult.DONE.equals(end))
                        .extracting(Refusal::of)
                        .containsOnly("already_bound");
            }
        }

        @Test
        void isRefusedToADisabledAccount() {
            open("deny", false);
            test.users.disable("ann");

            assertThat(Refusal.of(() -> wechat.bind("ann", test.ann(wechat)))).isEqualTo("account_disabled");
        }
    }

    @Nested
    class Unbind {

        @Test
        void endsTheSessionsThatItOpened() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            Token session = test.session(wechat);
            test.check(session);
            wechat.unbind("ann");

            assertThat(test.check(session)).isEmpty();
        }

        @Test
        void leavesSessionsOfAnotherApp() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            Token session = test.session(test.second());
            wechat.unbind("ann");

            assertThat(test.check(session)).isPresent();
        }

        @Test
        void endsLoginCodesThatWait() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            wechat.unbind("ann");

            assertThat(Refusal.of(() -> login(code))).isEqualTo("login_code_invalid");
        }

        @Test
        void endsLoginCodesThatWaitAlsoWhenTheSameUserBindsAgain() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            String code = wechat.getLoginCode(test.ann(wechat)).loginCode();
            wechat.unbind("ann");
            wechat.bind("ann", test.ann(wechat));

            assertThat(Refusal.of(() -> login(code))).isEqualTo("login_code_invalid");
        }

        @Test
        void endsAttemptsToBind() {
            open("deny", false);
            Session session = signedIn("ann");
            test.second().bind("ann", test.ann(test.second()));
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("ann"));
            test.second().unbind("ann");

            assertThat(Refusal.of(() -> test.app
                            .login()
                            .finishBind(test.second(), browser, state, test.ann(test.second()), session)))
                    .isEqualTo("state_invalid");
        }

        @Test
        void holdsAgainstAScanThatAnotherAppKnows() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            test.session(test.second());
            wechat.unbind("ann");

            assertThat(Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)))).isEqualTo("wechat_not_bound");
        }

        @Test
        void ofTheLastWayInIsRefusedWhereThereAreOnlyBindings() {
            open("deny", true);
            wechat.bind("ann", test.ann(wechat));

            assertThat(Refusal.of(() -> wechat.unbind("ann"))).isEqualTo("last_login_method");
        }

        @Test
        void ofOneOfTwoIsAllowed() {
            open("deny", true);
            wechat.bind("ann", test.ann(wechat));
            test.session(test.second());

            assertThat(wechat.unbind("ann")).isEqualTo(OperationResult.DONE);
        }

        @Test
        void leavesOneOfTwoHoweverTheyRace() {
            open("deny", true);
            try (var race = new Race(2)) {
                for (int round = 0; round < 50; round++) {
                    String user = "user" + round;
                    bind(wechat, user, round);
                    bind(test.second(), user, round);

                    List<Object> ends = race.run(i -> (i == 0 ? wechat : test.second()).unbind(user));

                    assertThat(ends)
                            .as("round " + round)
                            .extracting(end -> end.equals(OperationResult.DONE) ? "done" : Refusal.of(end))
                            .containsExactlyInAnyOrder("done", "last_login_method");
                }
            }
        }

        @Test
        void asksTheApplicationWhereUsersHavePasswords() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            test.users.takePassword("ann");

            assertThat(Refusal.of(() -> wechat.unbind("ann"))).isEqualTo("last_login_method");
        }

        private void bind(WeChatLogin instance, String user, int round) {
            instance.bind(
                    user,
                    test.people.scan(instance.name() + round, "oRound" + round + instance.appId(), "uRound" + round));
        }
    }

    @Nested
    class AnInstanceThatIsOff {

        @Test
        void refusesLoginCodes() {
            open("deny", false);

            assertThat(Refusal.of(() -> test.sleeping().getLoginCode(test.ann(test.sleeping()))))
                    .isEqualTo("login_inactive");
        }

        @Test
        void refusesAttempts() {
            open("deny", false);

            assertThat(Refusal.of(() -> test.attempt(test.sleeping(), Intent.LOGIN, browser, null)))
                    .isEqualTo("login_inactive");
        }

        @Test
        void refusesToBind() {
            open("deny", false);

            assertThat(Refusal.of(() -> test.sleeping().bind("ann", test.ann(test.sleeping()))))
                    .isEqualTo("login_inactive");
        }

        @Test
        void letsUsersUnbind() {
            open("deny", false);

            assertThat(test.sleeping().unbind("ann")).isEqualTo(OperationResult.DONE);
        }

        @Test
        void isNeverAskedAboutAtWeChat() {
            open("deny", false);
            Refusal.of(() -> test.sleeping().getLoginCode(test.ann(test.sleeping())));

            assertThat(test.stub.requests()).isEmpty();
        }
    }

    private Session signedIn(String user) {
        wechat.bind(user, test.ann(wechat));
        return test.check(test.session(wechat)).orElseThrow();
    }

    private Token login(String loginCode) {
        return Token.parse(test.authSvc().loginByCode(loginCode, null, "web").token())
                .orElseThrow();
    }

    private UserId user(Token session) {
        return test.check(session).orElseThrow().user();
    }
}
