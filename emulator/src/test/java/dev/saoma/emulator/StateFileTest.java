package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An emulator that saves its state to a file and restores it. */
class StateFileTest {

    private Path folder = Path.of("");
    private Path file = folder;

    @BeforeEach
    void name(@TempDir Path fresh) {
        folder = fresh;
        file = fresh.resolve("state.json");
    }

    private EmulatorBuilder kept() {
        return WeChatEmulator.builder().stateFile(file);
    }

    private static String code(WeChatEmulator emulator) {
        return emulator.issueCode(Sample.APP.appid(), "alice");
    }

    private static String exchange(WeChatEmulator emulator, String code) {
        return new Visitor(emulator)
                .sns(
                        "oauth2/access_token",
                        Map.of(
                                "appid",
                                Sample.APP.appid(),
                                "secret",
                                Sample.APP.secret(),
                                "code",
                                code,
                                "grant_type",
                                "authorization_code"))
                .toString();
    }

    @Test
    void keepsTheWorld() {
        try (WeChatEmulator first = kept().start()) {
            first.removeUser("alice");
        }
        try (WeChatEmulator second = kept().start()) {
            assertThat(second.users()).noneMatch(user -> user.id().equals("alice"));
        }
    }

    @Test
    void keepsWhichCodesAreGood() {
        String used;
        String unused;
        try (WeChatEmulator first = kept().start()) {
            used = code(first);
            unused = code(first);
            exchange(first, used);
        }
        try (WeChatEmulator second = kept().start()) {
            assertThat(exchange(second, used)).contains("40163");
            assertThat(exchange(second, unused)).contains("openid");
        }
    }

    @Test
    void dropsACodeThatIsOver() throws Exception {
        try (WeChatEmulator first = kept().start()) {
            code(first);
            first.advanceClock(Duration.ofMinutes(10));
        }
        assertThat(file).content().contains("PT10M").doesNotContain("\"code\":");
    }

    @Test
    void keepsSettingsAndClock() {
        try (WeChatEmulator first = kept().start()) {
            first.set(Setting.QUOTA_PER, "address");
            first.advanceClock(Duration.ofDays(3));
        }
        try (WeChatEmulator second = kept().start()) {
            assertThat(new Visitor(second).get("/_emulator/settings").body()).contains("\"quotaPer\":\"address\"");
            assertThat(second.now()).isAfter(Instant.now().plus(Duration.ofDays(2)));
        }
    }

    @Test
    void goesBackToTheBuildersSettingsAndTheRealTimeOnReset() {
        try (WeChatEmulator first = kept().start()) {
            first.set(Setting.QUOTA_PER, "address");
            first.advanceClock(Duration.ofDays(3));
        }
        try (WeChatEmulator second = kept().start()) {
            second.reset();
            assertThat(new Visitor(second).get("/_emulator/settings").body()).contains("\"quotaPer\":\"app\"");
            assertThat(second.now()).isBefore(Instant.now().plus(Duration.ofDays(2)));
        }
    }

    @Test
    @Timeout(60)
    void writesACodeSoonEvenWhenItIsNeverClosed() throws Exception {
        try (WeChatEmulator running = kept().start()) {
            String code = code(running);
            while (!Files.exists(file) || !Files.readString(file).contains(code)) {
                Thread.sleep(50);
            }
        }
    }

    @Test
    void writesNothingWhenNothingChanges() {
        try (WeChatEmulator idle = kept().start()) {
            idle.requests();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void leavesNoOtherFileBehind() throws Exception {
        try (WeChatEmulator first = kept().start()) {
            first.removeUser("alice");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void isForItsOwnerOnlyWhateverItWasBefore() throws Exception {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Skipped.because("this file system knows no owner alone, so who may read a state was not tried");
        }
        Files.writeString(file, "{\"accounts\":[],\"apps\":[],\"users\":[]}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (WeChatEmulator first = kept().start()) {
            first.put(Sample.ALICE);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void isReadableLineByLine() throws Exception {
        try (WeChatEmulator first = kept().start()) {
            code(first);
        }
        assertThat(Files.readAllLines(file))
                .anyMatch(line -> line.matches(" *\\{\"id\":\"alice\".*},"))
                .anyMatch(line -> line.matches(" *\\{\"code\":\"\\w{32}\".*}"));
    }

    @Test
    void isRefusedWhenItsClockIsOutOfBounds() throws Exception {
        Files.writeString(file, "{\"accounts\":[],\"apps\":[],\"users\":[],\"clockOffset\":\"P90000D\"}");
        assertThatThrownBy(() -> kept().start())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the clock stays within the years 2000 to 2099.");
    }
}
