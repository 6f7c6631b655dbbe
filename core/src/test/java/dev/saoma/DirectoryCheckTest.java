package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check of a session's user and membership against the application's directories, once a minute. */
@Timeout(60)
class DirectoryCheckTest {
    @RegisterExtension
    private final TestApp test = TestApp.of("deny", false);

    private final WeChatLogin wechat = test.wechat();

    private Token session;

    @BeforeEach
    void open() {
        wechat.bind("ann", test.ann(wechat));
        test.member("ann", "c1");
        session = test.session(wechat);
    }

    @Test
    void endsTheSessionOfADisabledUserWithinAMinuteWheneverThatWas() {
        for (int second = 0; second < 180; second += 7) {
            Token one = test.session(wechat);
            use(one, second);
            test.users.disable("ann");
            use(one, 60);

            assertThat(test.check(one)).as("disabled after " + second + " s").isEmpty();
            test.users.enable("ann");
        }
    }

    @Test
    void endsTheSessionOfARemovedUser() {
        test.users.remove("ann");
        use(session, 60);

        assertThat(test.check(session)).isEmpty();
    }

    @Test
    void endsTheSessionOfWhoLeftItsOrganisation() {
        test.member("ann", "c2");
        use(session, 60);

        assertThat(test.check(session)).isEmpty();
    }

    @Test
    void endsItForGood() {
        test.users.disable("ann");
        use(session, 60);
        test.users.enable("ann");

        assertThat(test.check(session)).isEmpty();
        assertThat(test.app.sessions().of(new UserId("ann"))).isEmpty();
    }

    @Test
    void leavesOthersAlone() {
        wechat.bind("bob", test.bob(wechat));
        Token bobs = test.session(wechat, test.bob(wechat));
        test.users.disable("ann");
        use(session, 60);

        assertThat(test.check(bobs)).isPresent();
    }

    @Test
    void isAskedOnceAMinuteHoweverOftenTheSessionIsUsed() {
        int before = test.users.calls();
        use(session, 599);

        // One call to each of the two directories for each whole minute.
        assertThat(test.users.calls() - before).isLessThanOrEqualTo(2 * 9);
    }

    @Test
    void isAskedOnceByManyAtATime() {
        test.clock.pass(Duration.ofMinutes(2));
        int before = test.users.calls();
        try (var race = new Race(16)) {
            race.run(i -> test.check(session).isPresent());
        }

        assertThat(test.users.calls() - before).isEqualTo(2);
    }

    @Test
    void isAskedOutsideAnyTransaction() {
        test.clock.pass(Duration.ofMinutes(2));
        var written = new CountDownLatch(1);
        test.users.meanwhile(() -> {
            // An open transaction would hold the only writer, which the other thread needs here.
            var other = new Thread(() -> {
                wechat.bind("bob", test.bob(wechat));
                written.countDown();
            });
            other.start();
            await(written);
        });

        assertThat(test.check(session)).isPresent();
    }

    @Test
    void letsADirectoryEndTheSessionItself() {
        test.clock.pass(Duration.ofMinutes(2));
        test.users.meanwhile(() -> test.app.sessions().end(new UserId("ann")));
        test.check(session);

        assertThat(test.check(session)).isEmpty();
    }

    @Test
    void keepsTheSessionOfAUserWhoseDirectoryFails() {
        test.clock.pass(Duration.ofMinutes(2));
        test.users.meanwhile(() -> {
            throw new IllegalStateException("the directory is away");
        });

        assertThat(catchThrowable(() -> test.check(session))).hasRootCauseMessage("the directory is away");
        assertThat(test.check(session)).as("asked again").isPresent();
    }

    @Test
    void isAskedAgainAfterAFailure() {
        test.clock.pass(Duration.ofMinutes(2));
        test.users.meanwhile(() -> {
            test.users.disable("ann");
            throw new IllegalStateException("the directory is away");
        });
        catchThrowable(() -> test.check(session));

        assertThat(test.check(session)).isEmpty();
    }

    private void use(Token one, int seconds) {
        for (int i = 0; i < seconds; i++) {
            test.clock.pass(Duration.ofSeconds(1));
            test.check(one);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
