package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.login.Intent;
import dev.saoma.logintype.OperationResult;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logins with an unlinked WeChat, and a disabled instance. */
@Timeout(60)
class NewUserTest {
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
        void whoBindsAndUnbindsWhileTheAccountIsMadeIsNotLetIn() {
            open("open", false);
            test.users.meanwhile(() -> {
                test.second().bind("ann", test.ann(test.second()));
                wechat.bind("ann", test.ann(wechat));
                wechat.unbind("ann");
            });

            assertThat(Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)))).isEqualTo("wechat_not_bound");
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

    private Token login(String loginCode) {
        return Token.parse(test.authSvc().loginByCode(loginCode, null, "web").token())
                .orElseThrow();
    }

    private UserId user(Token session) {
        return test.check(session).orElseThrow().user();
    }
}
