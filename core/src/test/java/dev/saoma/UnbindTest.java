package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.logintype.OperationResult;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Unbind and its effects on sessions, login codes and attempts. */
@Timeout(60)
class UnbindTest {
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
                            .finishBind(
                                    test.second(),
                                    browser,
                                    state,
                                    test.ann(test.second()),
                                    session.user(),
                                    session.secretHash())))
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
        void ofTheLastWayInIsForAnAdministratorToDo() {
            open("deny", true);
            wechat.bind("ann", test.ann(wechat));
            Token secret = test.session(wechat);

            test.app.login().release(wechat, new UserId("ann"));

            assertThat(test.check(secret)).isEmpty();
            assertThat(Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)))).isEqualTo("wechat_not_bound");
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

        @Test
        void countsNoWayInAtAnInstanceThatIsOff() {
            open("deny", true);
            wechat.bind("ann", test.ann(wechat));
            test.second().bind("ann", test.ann(test.second()));
            test.restart("Second", "wx2", "default", "'isActive':false,");
            wechat = test.wechat();

            assertThat(Refusal.of(() -> wechat.unbind("ann"))).isEqualTo("last_login_method");
        }

        @Test
        void worksAtAnInstanceThatIsOff() {
            open("deny", true);
            wechat.bind("ann", test.ann(wechat));
            test.second().bind("ann", test.ann(test.second()));
            test.restart("Second", "wx2", "default", "'isActive':false,");

            assertThat(test.second().unbind("ann")).isEqualTo(OperationResult.DONE);
            test.restart("Second", "wx2", "default", "");
            assertThat(Refusal.of(() -> test.session(test.second()))).isEqualTo("wechat_not_bound");
        }

        @Test
        void worksAtAnInstanceThatIsOffWhereTheApplicationIsAsked() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            test.users.takePassword("ann");
            test.restart("MyWeChatLogin", "wx1", "default", "'isActive':false,");

            assertThat(test.wechat().unbind("ann")).isEqualTo(OperationResult.DONE);
        }

        /** The binding belongs to the application, so the application's other instance still accepts it. */
        @Test
        void ofTheLastWayInIsRefusedThroughAnInstanceThatIsOffToo() {
            open("deny", false);
            wechat.bind("ann", test.ann(wechat));
            test.users.takePassword("ann");
            test.restart("Second", "wx1", "default", "'isActive':false,");

            assertThat(Refusal.of(() -> test.second().unbind("ann"))).isEqualTo("last_login_method");
            assertThat(test.user(test.session(test.wechat()))).isEqualTo("ann");
        }

        private void bind(WeChatLogin instance, String user, int round) {
            instance.bind(
                    user,
                    test.people.scan(instance.name() + round, "oRound" + round + instance.appId(), "uRound" + round));
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
