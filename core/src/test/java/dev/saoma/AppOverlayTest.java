package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.element.OverlayFiles;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An overlay that is changed elsewhere. */
@Timeout(120)
class AppOverlayTest {
    private final AtomicInteger version = new AtomicInteger(1);
    private final AtomicInteger looks = new AtomicInteger();
    private Runnable changed = () -> {};
    private App app;

    private final class Stored implements AppOverlay {
        @Override
        public long version() {
            looks.incrementAndGet();
            return version.get();
        }

        @Override
        public OverlayFiles files() {
            return new OverlayFiles(
                    "test.Stored",
                    version.get(),
                    Map.of(
                            "auths/loginTypes/Portal/e.json",
                            "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"" + version.get() + "\"}",
                            "auths/loginTypes/Portal/Portal.json",
                            "{\"authConfig\":{\"appId\":\"wx1\",\"appSecret\":\"x\"}}"));
        }

        @Override
        public void subscribe(Runnable listener) {
            changed = listener;
        }
    }

    @BeforeEach
    void open(@TempDir Path path) {
        AppFolder.example(path).business("MyWeChatLogin", "wx2", "deny");
        app = App.builder(path)
                .store(new MemoryStore())
                .environment(name -> Optional.empty())
                .overlay(new Stored())
                .reload(Duration.ofHours(1))
                .open();
    }

    @AfterEach
    void close() {
        app.close();
    }

    private String title() {
        return app.loginInstances().stream()
                .filter(instance -> instance.name().equals("Portal"))
                .map(instance -> instance.title())
                .findFirst()
                .orElse("");
    }

    @Test
    void isTakenOverWhenItSaysThatItHasChanged() throws Exception {
        assertThat(title()).isEqualTo("1");
        version.set(2);

        changed.run();

        Eventually.holds("taken over", () -> title().equals("2"));
        version.set(3);
        changed.run();
        Eventually.holds("taken over", () -> title().equals("3"));
    }

    /** Another program can write to the channel as often as it likes. */
    @Test
    void isLookedAtOnceForManyNews() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            changed.run();
        }
        version.set(2);
        changed.run();

        Eventually.holds("taken over", () -> title().equals("2"));
        int before;
        do {
            before = looks.get();
            Thread.sleep(500);
        } while (looks.get() != before);
        assertThat(before).isLessThan(10_000);
    }

    @Test
    void isIgnoredWhenTheAppIsClosed() {
        app.close();

        changed.run();

        assertThat(title()).isEqualTo("1");
    }
}
