package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.observe.LoginStep;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nickname and avatar: when they are requested from WeChat, and the effect of a request that fails. */
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
        void isAskedForInTheNameOfNoAttempt() {
            test.heard.forget();
            new Browser(test).session(wechat, test.ann(wechat));

            eventually(() -> test.heard.ended().contains(LoginStep.of("/sns/userinfo")));
        }

        @Test
        void isNotAskedForAgainWithinSevenDays() {
            test.session(wechat);
            eventually(() -> test.asked("userinfo") == 1);
            eventually(() -> test.users.profile("ann").nickname().equals("小明"));
            settle(test);
            test.clock.pass(Duration.ofDays(7).minusMillis(1));
            test.session(wechat);

            settle(test);
            assertThat(askedForAnn(test)).isEqualTo(1);
        }

        @Test
        void isAskedForAgainAfterSevenDays() {
            test.session(wechat);
            eventually(() -> askedForAnn(test) == 1);
            settle(test);
            test.clock.pass(Duration.ofDays(7).plusMillis(1));
            test.session(wechat);

            eventually(() -> askedForAnn(test) == 2);
        }

        @Test
        void isAskedForByOneOfManyLogins() {
            userinfo(answered());
            try (var race = new Race(8)) {
                race.run(i -> test.session(wechat));
            }
            answers.countDown();

            eventually(() -> test.users.profile("ann").nickname().equals("小明"));
            settle(test);
            assertThat(askedForAnn(test)).isEqualTo(1);
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

            settle(test);
            assertThat(askedForAnn(test)).isZero();
        }

        @Test
        void isAskedForAtTheNextLoginWhenWeChatWasBusy() {
            isAskedForAtTheNextLoginWhenItWasLost(BUSY);
        }

        @Tag("full")
        @ParameterizedTest
        @MethodSource("dev.saoma.ProfileTest#failures")
        void isAskedForAtTheNextLoginWhenItWasLost(WeChatStub.Reply failure) {
            userinfo(failure);
            test.session(wechat);
            eventually(() -> askedForAnn(test) > 0);
            settle(test);
            test.session(wechat);

            eventually(() -> test.users.profile("ann").nickname().equals("小明"));
        }

        @Test
        void isAskedForAMinuteLaterWhenWhoeverAskedHasDied() {
            userinfo(answered());
            test.session(wechat);
            eventually(() -> askedForAnn(test) == 1);
            test.clock.pass(Duration.ofSeconds(61));
            test.session(wechat);

            eventually(() -> askedForAnn(test) == 2);
        }

        /** All background threads are busy until the login's own deadline has passed. */
        @Test
        void isAskedForThoughItWaitedLongerThanALoginMayTake() throws Exception {
            var deadline = Duration.ofSeconds(3);
            test.restart(deadline);
            WeChatLogin again = test.wechat();
            var busy = new CountDownLatch(4);
            test.users.beforeUpdate(() -> {
                busy.countDown();
                await(answers);
            });
            for (int i = 0; i < 4; i++) {
                again.bind("other" + i, test.scan("oOther" + i, "uOther" + i));
                test.session(again, test.scan("oOther" + i, "uOther" + i));
            }
            assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
            test.session(again);
            Thread.sleep(deadline.toMillis());
            answers.countDown();

            eventually(() -> test.users.profile("ann").nickname().equals("小明"));
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
                plain.users.keepProfiles();

                settle(plain);
                assertThat(askedForAnn(plain)).isZero();
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
            settle(test);
            assertThat(askedForAnn(test)).isEqualTo(1);
        }

        @Test
        void mayBeMissingWhenWeChatIsBusy() {
            userinfo(BUSY);
            String user = test.user(test.session(wechat));

            assertThat(user).startsWith("new-");
            assertThat(test.users.profile(user).nickname()).isEmpty();
        }

        @Tag("full")
        @ParameterizedTest
        @MethodSource("dev.saoma.ProfileTest#failures")
        void mayBeMissingHoweverTheCallFails(WeChatStub.Reply failure) {
            userinfo(failure);

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

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"openid\":\"oSomebodyElse\"",
                    "\"openid\":\"oSomebodyElse\",\"unionid\":\"uAnn01\"",
                    "\"openid\":\"oAnn-wx1\",\"unionid\":\"uElse01\"",
                    "\"unionid\":\"uElse01\""
                })
        void mustNotBeAnotherPersons(String person) {
            userinfo(WeChatStub.body("{" + person + ",\"nickname\":\"x\"}"));

            assertThat(Refusal.of(() -> test.session(wechat))).isEqualTo("wechat_bad_answer");
            assertThat(test.users.size()).isZero();
        }
    }

    /** Each failure of the call, except an answer for another person. */
    static Stream<WeChatStub.Reply> failures() {
        return Stream.of(
                (target, socket) -> socket.close(),
                (target, socket) -> WeChatStub.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"op"),
                (target, socket) -> WeChatStub.write(
                        socket,
                        "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"),
                (target, socket) -> WeChatStub.write(socket, "HTTP/1.1 204 None\r\n\r\n"),
                (target, socket) -> WeChatStub.write(socket, "what\r\n\r\n"),
                WeChatStub.body("<html>Sorry</html>"),
                WeChatStub.body("[]"),
                WeChatStub.body("{}"),
                WeChatStub.body("{\"openid\":7,\"nickname\":\"x\"}"),
                WeChatStub.body("{\"openid\":\"oAnn-wx1\",\"nickname\":[7]}"),
                WeChatStub.body("{\"openid\":\"oAnn-wx1\",\"errcode\":\"x\"}"),
                WeChatStub.body("x".repeat(70_000)),
                WeChatStub.body("{\"errcode\":48001,\"errmsg\":\"api unauthorized\"}"),
                WeChatStub.body("{\"errcode\":40001,\"errmsg\":\"invalid credential\"}"),
                WeChatStub.body("{\"errcode\":50002,\"errmsg\":\"user limited\"}"));
    }

    /** Sends {@code reply} to userinfo requests, and correct answers to all others. */
    private void userinfo(WeChatStub.Reply reply) {
        test.stub.answer(
                (target, socket) -> (target.startsWith("/sns/userinfo") ? reply : test.people).send(target, socket));
    }

    private static void eventually(BooleanSupplier what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 20 s").isLessThan(end);
            pause(5);
        }
    }

    private static long askedForAnn(TestApp app) {
        return app.stub.requests().stream()
                .filter(target -> target.contains("userinfo") && target.contains("openid=oAnn-wx1"))
                .count();
    }

    /**
     * Waits until all background requests are done: four more requests run at the same time on all four background
     * threads, and each thread starts one only after its earlier work.
     */
    private static void settle(TestApp app) {
        String round = Token.random().reveal().substring(0, 8);
        var all = new CountDownLatch(4);
        app.stub.answer((target, socket) -> {
            if (target.startsWith("/sns/userinfo") && target.contains(round)) {
                all.countDown();
                all.await(20, TimeUnit.SECONDS);
            }
            app.people.send(target, socket);
        });
        WeChatLogin wechat = app.wechat();
        for (int i = 0; i < 4; i++) {
            String openId = "oOther" + round + i;
            wechat.bind("other" + round + i, app.scan(openId, "uOther" + round + i));
            app.session(wechat, app.scan(openId, "uOther" + round + i));
        }
        eventually(() -> all.getCount() == 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
