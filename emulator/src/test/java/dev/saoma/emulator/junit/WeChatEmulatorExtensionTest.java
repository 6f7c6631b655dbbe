package dev.saoma.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Account;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.WorldState;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension on test classes that this test runs. */
class WeChatEmulatorExtensionTest {

    private static final Path SOURCES = Path.of("src");
    private static final String PACKAGE = "java/dev/saoma/emulator/junit/";

    private static final Set<WeChatEmulator> SEEN = ConcurrentHashMap.newKeySet();
    private static final CyclicBarrier BOTH_CLASSES = new CyclicBarrier(2);

    private static volatile int lastPort;

    @BeforeEach
    void forget() {
        SEEN.clear();
        BOTH_CLASSES.reset();
    }

    private static Events run(Class<?>... classes) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
        List.of(classes).forEach(type -> kit.selectors(selectClass(type)));
        return kit.execute().testEvents();
    }

    @Test
    void closesTheEmulatorAfterAllTests() {
        run(OneTest.class).assertStatistics(counts -> counts.succeeded(1).failed(0));
        assertThatThrownBy(() -> new Socket("127.0.0.1", lastPort).close()).isInstanceOf(IOException.class);
    }

    @Test
    void servesOneInstanceForAllTests() {
        run(OneInstance.class).assertStatistics(counts -> counts.succeeded(2).failed(0));
        assertThat(SEEN).hasSize(1);
    }

    @Test
    void givesParallelClassesTheirOwnEmulators() {
        run(OneClass.class, OtherClass.class)
                .assertStatistics(counts -> counts.succeeded(2).failed(0));
        assertThat(SEEN).hasSize(2);
    }

    @Test
    void letsTheTestsOfAClassTakeTurns() {
        run(Busy.class).assertStatistics(counts -> counts.succeeded(12).failed(0));
    }

    @Test
    void startsFromABuilder() {
        run(Configured.class).assertStatistics(counts -> counts.succeeded(1).failed(0));
    }

    @Test
    void leavesOtherParametersAlone() {
        run(Foreign.class).assertStatistics(counts -> counts.failed(1));
    }

    @Test
    void showsAnExampleThatCompiles() throws IOException {
        String javadoc = Files.readString(SOURCES.resolve("main").resolve(PACKAGE + "WeChatEmulatorExtension.java"));
        String example = javadoc.substring(javadoc.indexOf("{@code\n") + 7, javadoc.indexOf("\n * }</pre>"))
                .replaceAll("(?m)^ \\* ?", "");
        assertThat(SOURCES.resolve("test").resolve(PACKAGE + "SignInTest.java"))
                .content()
                .contains(example);
    }

    @WithWeChat
    static class OneTest {
        @Test
        void isServed(WeChatEmulator wechat) throws IOException {
            lastPort = wechat.port();
            new Socket("127.0.0.1", lastPort).close();
        }
    }

    @WithWeChat
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        OneInstance(WeChatEmulator wechat) {
            SEEN.add(wechat);
        }

        @RepeatedTest(2)
        void isServed(WeChatEmulator wechat) {
            SEEN.add(wechat);
        }
    }

    @WithWeChat
    static class OneClass {
        @Test
        void runsBesideTheOther(WeChatEmulator wechat) throws Exception {
            SEEN.add(wechat);
            BOTH_CLASSES.await(20, TimeUnit.SECONDS);
        }
    }

    @WithWeChat
    static class OtherClass {
        @Test
        void runsBesideTheOther(WeChatEmulator wechat) throws Exception {
            SEEN.add(wechat);
            BOTH_CLASSES.await(20, TimeUnit.SECONDS);
        }
    }

    @WithWeChat
    static class Busy {
        @RepeatedTest(6)
        void isAlone(WeChatEmulator wechat) throws InterruptedException {
            useAlone(wechat);
        }

        @Nested
        class Inner {
            @RepeatedTest(6)
            void isAlone(WeChatEmulator wechat) throws InterruptedException {
                useAlone(wechat);
            }
        }

        private static void useAlone(WeChatEmulator wechat) throws InterruptedException {
            assertThat(wechat.users()).noneMatch(user -> user.id().equals("mine"));
            wechat.put(User.named("mine", "Mine"));
            Thread.sleep(10);
            assertThat(wechat.users()).anyMatch(user -> user.id().equals("mine"));
        }
    }

    static class Configured {
        @RegisterExtension
        static final WeChatEmulatorExtension WECHAT = new WeChatEmulatorExtension(WeChatEmulator.builder()
                .world(new WorldState(List.of(new Account("only", "Only")), List.of(), List.of())));

        @Test
        void hasThatWorld(WeChatEmulator wechat) {
            assertThat(wechat.accounts())
                    .singleElement()
                    .extracting(Account::id)
                    .isEqualTo("only");
        }
    }

    @WithWeChat
    static class Foreign {
        @Test
        void isNotServed(String text) {
            throw new AssertionError(text);
        }
    }
}
