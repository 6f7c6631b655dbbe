package dev.saoma.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnceTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void makesTheWholeJourney() throws Exception {
        try (RunningDemo demo = start()) {
            assertThat(run(demo, demo.instance())).as(text()).isTrue();
        }
        assertThat(text()).contains("12  the same call again").contains("The journey went well");
    }

    @Test
    void printsNothingThatCouldBeUsed() throws Exception {
        try (RunningDemo demo = start()) {
            run(demo, demo.instance());
        }
        assertThat(Pattern.compile("[0-9a-f]{64}").matcher(text()).find()).isFalse();
        assertThat(Pattern.compile("0\\d\\d[0-9A-Za-z]{29}").matcher(text()).find())
                .isFalse();
    }

    @Test
    void saysWhatFailed() throws Exception {
        try (RunningDemo demo = start()) {
            assertThat(run(demo, "Nowhere")).isFalse();
        }
        assertThat(text()).contains("FAILED: attempt was answered with 404, expected 201");
    }

    @Test
    void findsTheSamePersonAfterARestart() throws Exception {
        try (RunningDemo demo = start()) {
            run(demo, demo.instance());
        }
        String first = userId();
        printed.reset();
        try (RunningDemo demo = start()) {
            run(demo, demo.instance());
        }
        assertThat(userId()).isEqualTo(first);
    }

    @Test
    void takesAnAppOfTheReaders() throws Exception {
        Path app = DemoApp.in(folder.resolve("mine"));
        Path business = app.resolve("auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json");
        Files.writeString(
                business,
                Files.readString(business)
                        .replace("wx5a0a5a0a00000001", "wx0123456789abcdef")
                        .replaceFirst("\\{\\{.*}}", "CANARY_appSecret_7f3c"));

        try (RunningDemo demo = RunningDemo.start(0, 0, folder.resolve("data"), Optional.of(app))) {
            assertThat(run(demo, demo.instance())).as(text()).isTrue();
        }
        assertThat(text()).contains("appid=wx0123456789abcdef").doesNotContain("CANARY");
    }

    private RunningDemo start() {
        return RunningDemo.start(0, 0, folder, Optional.empty());
    }

    private boolean run(RunningDemo demo, String instance) {
        URI server = demo.serverUrl();
        return new Once(server, demo.emulatorUrl(), instance, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String userId() {
        var user = Pattern.compile("\"userId\":\"(u_[0-9a-f]+)\"").matcher(text());
        assertThat(user.find()).as(text()).isTrue();
        return user.group(1);
    }
}
