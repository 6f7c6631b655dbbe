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

/** Bind and its effects on sessions, other users and other accounts. */
@Timeout(60)
class BindTest {
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
    class Bind {

        @Test
        void overABrowserIsForTheAttemptsUser() {
            open("deny", false);
            Session session = signedIn("ann");
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("ann"));
            test.app
                    .login()
                    .finishBind(
                            test.second(),
                            browser,
                            state,
                            test.ann(test.second()),
                            session.user(),
                            session.secretHash());

            assertThat(user(test.session(test.second()))).isEqualTo(new UserId("ann"));
        }

        @Test
        void isRefusedWhenAnotherUserHasSignedInMeanwhile() {
            open("deny", false);
            Session session = signedIn("ann");
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("bob"));

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
        void endsTheOtherSessionsOfTheUser() {
            open("deny", false);
            Session kept = signedIn("ann");
            Token other = test.session(wechat);
            Token state = test.attempt(test.second(), Intent.BIND, browser, new UserId("ann"));
            test.app
                    .login()
                    .finishBind(test.second(), browser, state, test.ann(test.second()), kept.user(), kept.secretHash());

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
                            test.check(kept).orElseThrow().user(),
                            test.check(kept).orElseThrow().secretHash());

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
