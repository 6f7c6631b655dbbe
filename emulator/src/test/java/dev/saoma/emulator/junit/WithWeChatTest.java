package dev.saoma.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.world.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A test class like those of applications. */
@WithWeChat
class WithWeChatTest {

    private static int port;

    private final WeChatEmulator injected;

    WithWeChatTest(WeChatEmulator injected) {
        this.injected = injected;
    }

    @BeforeAll
    static void rememberThePort(WeChatEmulator wechat) {
        port = wechat.port();
    }

    @BeforeEach
    void addAUser(WeChatEmulator wechat) {
        wechat.put(User.named("each", "Each"));
    }

    @AfterEach
    void isStillTheSame(WeChatEmulator wechat) {
        assertThat(wechat).isSameAs(injected);
    }

    @AfterAll
    static void isStillOpen(WeChatEmulator wechat) {
        assertThat(wechat.port()).isEqualTo(port);
    }

    @Test
    void getsTheSameEmulatorEverywhere(WeChatEmulator wechat) {
        assertThat(wechat).isSameAs(injected).extracting(WeChatEmulator::port).isEqualTo(port);
    }

    @Test
    void keepsWhatBeforeEachPrepared() {
        assertThat(injected.users()).anyMatch(user -> user.id().equals("each"));
    }

    @RepeatedTest(2)
    void findsNothingOfTheTestBefore() {
        assertThat(injected.users()).noneMatch(user -> user.id().equals("left-over"));
        injected.put(User.named("left-over", "Left Over"));
        injected.fault(Target.AUTH, 1, new Fault.Hang());
    }

    @Nested
    class InANestedClass {

        @Test
        void sharesTheEmulatorOfTheOuterClass(WeChatEmulator wechat) {
            assertThat(wechat).isSameAs(injected);
        }

        @RepeatedTest(2)
        void isResetToo(WeChatEmulator wechat) {
            assertThat(wechat.users()).noneMatch(user -> user.id().equals("left-over"));
            wechat.put(User.named("left-over", "Left Over"));
        }
    }
}
