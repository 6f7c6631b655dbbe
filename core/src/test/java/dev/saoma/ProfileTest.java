package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nickname and avatar: when WeChat is asked for them, and what it costs when it does not answer. */
@Timeout(60)
class ProfileTest {
    private static final WeChatStub.Reply BUSY = WeChatStub.body("{\"errcode\":-1,\"errmsg\":\"system error\"}");

    private final CountDownLatch answers = new CountDownLatch(1);

    private TestApp test;

    private WeChatLogin wechat;

    @BeforeEach
    void open(@TempDir Path folder) {
        var users = new MemoryUsers(false);
        users.keepProfiles();
        test = new TestApp(folder, "open", users);
        wechat = test.wechat();
    }

    @AfterEach
    void close() {
        answers.countDown();
        test.close();
    }

    @Nested
    class OfAKnownPerson {

        @BeforeEach
        void known() {
            wechat.bind("ann", test.ann(wechat));
        }

        @Test
        void isAskedForWhenItNeverWas() {
            test.session(wechat);

            eventually(() -> test.users.profile("ann").nickname().equals("小明"));
        }

        @Test
        void isNotAskedForAgainWithinSevenDays() {
            test.session(wechat);
            eventually(() -> test.asked("userinfo") == 1);
            test.clock.pass(Duration.ofDays(7).minusMillis(1));
            test.session(wechat);

            staysAt(1);
        }

        @Test
        void isAskedForAgainAfterSevenDays() {
            test.session(wechat);
            eventually(() -> test.asked("userinfo") == 1);
            test.clock.pass(Duration.ofDays(7).plusMillis(1));
            test.session(wechat);

            eventually(() -> test.asked("userinfo") == 2);
        }

        @Test
        void isAskedForByOneOfManyLogins() {
            userinfo(answered());
            try (var race = new Race(8)) {
                race.run(i -> test.session(wechat));
            }
            answers.countDown();

            eventually(() -> test.users.profile("ann").nickname().equals("小明"));
            staysAt(1);
        }

        @Test
        void makesNobodyWait() {
            userinfo(answered());
            Token session = test.session(wechat);

            assertThat(test.user(session)).isEqualTo("ann");
            assertThat(test.users.profile("ann").nickname()).isEmpty();
            answers.countDown();
            eventually(() -> test.users.profile("ann").nickname().equals("小明"));
        }

        @Test
        void mayFailWithoutHarm() {
            userinfo(BUSY);

            assertThat(test.user(test.session(wechat))).isEqualTo("ann");
            eventually(() -> test.asked("userinfo") == 1);
            assertThat(test.user(test.session(wechat))).isEqualTo("ann");
        }

        @Test
        void isNotAskedForWhenTheSamePairIsBoundAgain() {
            wechat.bind("ann", test.ann(wechat));

            staysAt(0);
        }

        private WeChatStub.Reply answered() {
            return (target, socket) -> {
                answers.await(20, TimeUnit.SECONDS);
                test.people.send(target, socket);
            };
        }
    }

    @Nested
    class OfADirectoryThatKeepsNone {

        @Test
        void isNeverAskedForOnceThePersonIsKnown(@TempDir Path other) {
            try (var plain = new TestApp(other, "open", false)) {
                plain.wechat().bind("ann", plain.ann(plain.wechat()));
                plain.session(plain.wechat());
                staysAt(plain, 0);
            }
        }
    }

    @Nested
    class OfANewcomer {

        @Test
        void isAskedForOnce() {
            String user = test.user(test.session(wechat));
            test.session(wechat);

            assertThat(test.users.profile(user).nickname()).isEqualTo("小明");
            staysAt(1);
        }

        @Test
        void mayBeMissingWhenWeChatIsBusy() {
            userinfo(BUSY);
            String user = test.user(test.session(wechat));

            assertThat(user).startsWith("new-");
            assertThat(test.users.profile(user).nickname()).isEmpty();
        }

        @Test
        void mayBeMissingWhenWeChatHangsUp() {
            userinfo((target, socket) -> socket.close());

            assertThat(test.user(test.session(wechat))).startsWith("new-");
        }

        @Test
        void mayBeMissingWhenTheRightToItIs() {
            userinfo(WeChatStub.body("{\"errcode\":48001,\"errmsg\":\"api unauthorized\"}"));

            assertThat(test.user(test.session(wechat))).startsWith("new-");
        }

        @Test
        void isMadeUpForAtTheNextLogin() {
            userinfo(BUSY);
            String user = test.user(test.session(wechat));
            test.stub.answer(test.people);
            test.session(wechat);

            eventually(() -> test.users.profile(user).nickname().equals("小明"));
        }

        @Test
        void mustNotBeAnotherPersons() {
            userinfo(WeChatStub.body("{\"openid\":\"oSomebodyElse\",\"nickname\":\"x\"}"));

            assertThat(Refusal.of(() -> test.session(wechat))).isEqualTo("wechat_bad_answer");
            assertThat(test.users.size()).isZero();
        }
    }

    /** Answers one thing to userinfo, and the rest in good health. */
    private void userinfo(WeChatStub.Reply reply) {
        test.stub.answer(
                (target, socket) -> (target.startsWith("/sns/userinfo") ? reply : test.people).send(target, socket));
    }

    private static void eventually(BooleanSupplier what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            pause(5);
        }
    }

    private void staysAt(int asked) {
        staysAt(test, asked);
    }

    private static void staysAt(TestApp app, int asked) {
        pause(200);
        assertThat(app.asked("userinfo")).as("asked for the profile").isEqualTo(asked);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
