package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ApplicationFault;
import dev.saoma.identity.UserId;
import dev.saoma.testing.Eventually;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A directory that creates a user at each call, in a transaction of the application. No login leaves a user without a WeChat. */
@Timeout(60)
class UserCreationTest {
    @TempDir
    private Path folder;

    private TestApp test;
    private WeChatLogin wechat;

    @BeforeEach
    void open() {
        test = new TestApp(folder, "open", new MemoryUsers(false).careless());
        wechat = test.wechat();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void createsOneUserForTwoBrowsersAtOnce() {
        try (var race = new Race(2)) {
            for (int round = 0; round < 20; round++) {
                List<String> codes = List.of(scan(round), scan(round));

                List<Object> ends =
                        race.run(i -> wechat.getLoginCode(codes.get(i)).loginCode());

                assertThat(ends)
                        .extracting(end -> user((String) end))
                        .as("round " + round)
                        .hasSize(2)
                        .containsOnly(user(wechat.getLoginCode(scan(round)).loginCode()));
                assertThat(test.users.size()).isEqualTo(round + 1);
            }
        }
    }

    @Test
    void waitsForTheCommitOfAnotherBrowsersUser() throws Exception {
        var second = new CompletableFuture<String>();
        String code = scan(1);
        test.users.beforeCommit(() -> {
            // The user is linked and not committed yet.
            new Thread(() -> second.complete(wechat.getLoginCode(code).loginCode())).start();
            askedAboutTheUser();
            assertThat(second).isNotDone();
        });

        String first = wechat.getLoginCode(scan(1)).loginCode();

        assertThat(user(second.get(10, TimeUnit.SECONDS))).isEqualTo(user(first));
        assertThat(test.users.size()).isEqualTo(1);
    }

    @Test
    void isNotDisplacedByABindBeforeItsCommit() {
        var bind = new CompletableFuture<String>();
        String code = scan(1);
        test.users.beforeCommit(() -> {
            new Thread(() -> bind.complete(Refusal.of(() -> wechat.bind("ann", code)))).start();
            assertThat(bind.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("already_bound");
        });

        UserId first = user(wechat.getLoginCode(scan(1)).loginCode());

        assertThat(user(wechat.getLoginCode(scan(1)).loginCode())).isEqualTo(first);
        assertThat(test.users.size()).isEqualTo(1);
    }

    @Test
    void rollsTheUserBackWhenTheLoginIsRefused() {
        test.users.meanwhile(() -> {
            test.second().bind("ann", test.ann(test.second()));
            wechat.bind("ann", test.ann(wechat));
            wechat.unbind("ann");
        });

        assertThat(Refusal.of(() -> wechat.getLoginCode(test.ann(wechat)))).isEqualTo("wechat_not_bound");

        assertThat(test.users.size()).isZero();
    }

    @Test
    void rollsTheUserBackWhenAnotherOneIsBoundMeanwhile() {
        test.users.meanwhile(() -> wechat.bind("ann", test.ann(wechat)));

        String code = wechat.getLoginCode(test.ann(wechat)).loginCode();

        assertThat(user(code)).isEqualTo(new UserId("ann"));
        assertThat(test.users.size()).isZero();
    }

    @Test
    void removesTheLinkOfAUserWhoWasNotCommitted() {
        test.users.beforeCommit(() -> {
            throw new IllegalStateException("a mandatory column is empty");
        });

        assertThatThrownBy(() -> wechat.getLoginCode(scan(1)))
                .isInstanceOf(ApplicationFault.class)
                .hasMessageContaining("transaction around UserDirectory.create")
                .hasRootCauseMessage("a mandatory column is empty");

        assertThat(test.users.size()).isZero();
        assertThat(test.rows("saoma_wechat_auth")).isZero();
        assertThat(test.users.find(user(wechat.getLoginCode(scan(1)).loginCode())))
                .isPresent();
        assertThat(test.users.size()).isEqualTo(1);
    }

    @Test
    void leavesNoLeaseBehind() {
        wechat.getLoginCode(scan(1));

        assertThat(test.rows("saoma_lease")).isZero();
    }

    private void askedAboutTheUser() {
        int calls = test.users.calls();
        try {
            Eventually.holds("the second browser's look-up", () -> test.users.calls() > calls);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String scan(int number) {
        return test.scan("oNew%04d".formatted(number), "uNew%04d".formatted(number));
    }

    private UserId user(String loginCode) {
        return test.authSvc().loginByCode(loginCode, null, "web").user().id();
    }
}
