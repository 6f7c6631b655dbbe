package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code saoma elements} as a script sees it. */
@Timeout(60)
class ElementsCommandTest {
    private static final String CANARY = "CANARY5a0a5a0a5a0a5a0a5a0a5a0a01";

    @TempDir
    private Path folder;

    private Path config;

    /** A command that has ended. */
    private record Ended(int code, String out, String errors) {
        String hash() {
            return out.substring(out.indexOf("hash ") + 5).strip();
        }
    }

    @BeforeEach
    void configure() throws IOException {
        Site.write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        Site.instance(folder, Site.INSTANCE, Sample.APP.appid(), "{{PATH}}", "open");
        mode("folder");
    }

    private void mode(String mode) throws IOException {
        config = Files.writeString(
                folder.resolve("saoma.properties"), """
                saoma.mode=development
                saoma.app=%s
                saoma.data=%s
                saoma.elements=%s
                """.formatted(folder.resolve("app"), folder.resolve("data"), mode));
    }

    private Ended run(String... arguments) {
        CommandRun run = CommandRun.of(
                config,
                Stream.concat(Stream.of("elements"), Stream.of(arguments)).toArray(String[]::new));
        return new Ended(run.code(), run.out(), run.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "database", "both"})
    void carriesChangesThereAndBack(String mode) throws Exception {
        mode(mode);
        Path git = folder.resolve("git");
        assertThat(run("export", git.toString()).code()).isZero();
        assertThat(texts(git)).hasSize(3).isEqualTo(withAppJson(texts(git), folder.resolve("app")));
        assertThat(run("plan", git.toString()).out().strip()).isEqualTo("nothing to change");

        Path element = git.resolve("auths/loginTypes/MyWeChatLogin/e.json");
        Files.writeString(element, Files.readString(element).replace("WeChat Login", "扫码"));
        Site.write(
                git.resolve("auths/loginTypes/Portal/e.json"),
                "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"Portal\",\"appSecret\":\"{{PATH}}\"}");
        Site.write(
                git.resolve("auths/loginTypes/Portal/Portal.json"),
                "{\"authConfig\":{\"appId\":\"wx0123456789abcdef\"}}");
        Ended plan = run("plan", git.toString());
        assertThat(plan.out())
                .contains("changed auths.loginTypes.MyWeChatLogin", "added auths.loginTypes.Portal", "扫码", "+ ", "- ");
        assertThat(run("apply", git.toString(), "--hash", "0123456789abcdef").code())
                .isEqualTo(1);

        Ended applied = run("apply", git.toString(), "--hash", plan.hash());

        assertThat(applied.code()).as(applied.errors()).isZero();
        assertThat(run("plan", git.toString()).out().strip()).isEqualTo("nothing to change");
        assertThat(run("export", folder.resolve("again").toString()).code()).isZero();
        assertThat(texts(folder.resolve("again"))).isEqualTo(texts(git));
        assertThat(Files.exists(folder.resolve("app/auths/loginTypes/Portal"))).isEqualTo(mode.equals("folder"));
        remove(git.resolve("auths/loginTypes/Portal"));
        Ended removal = run("plan", git.toString());
        assertThat(removal.out()).startsWith("removed auths.loginTypes.Portal");
        assertThat(run("apply", git.toString(), "--hash", removal.hash()).out().strip())
                .isEqualTo("removed auths.loginTypes.Portal");
    }

    @Test
    void leavesClientsToTheirOwnCommand() {
        Site.write(
                folder.resolve("app/auths/clients/Grafana/e.json"),
                "{\"type\":\"auths.clients.ClientType\",\"title\":\"Grafana\"}");
        Path git = folder.resolve("git");

        assertThat(run("export", git.toString()).out()).doesNotContain("Grafana");
        assertThat(git.resolve("auths/clients")).doesNotExist();
        assertThat(run("plan", git.toString()).out().strip()).isEqualTo("nothing to change");
        assertThat(run("plan", folder.resolve("app").toString()).out().strip()).isEqualTo("nothing to change");
    }

    @Test
    void exportsNoSecretInClear() {
        Site.instance(folder, Site.INSTANCE, Sample.APP.appid(), CANARY, "open");

        Ended export = run("export", folder.resolve("git").toString());

        assertThat(export.code()).isEqualTo(78);
        assertThat(export.errors())
                .contains("auths.loginTypes.MyWeChatLogin", "is in clear")
                .doesNotContain(CANARY);
        assertThat(Files.exists(folder.resolve("git"))).isFalse();
        Ended plan = run("plan", folder.resolve("app").toString());
        assertThat(plan.out().strip()).as("of itself").isEqualTo("nothing to change");
    }

    @Test
    void showsAndTakesNoSecretInClear() throws Exception {
        Path git = folder.resolve("git");
        assertThat(run("export", git.toString()).code()).isZero();
        Path file = git.resolve("auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json");
        Files.writeString(file, Files.readString(file).replace("{{PATH}}", CANARY));

        Ended plan = run("plan", git.toString());

        assertThat(plan.code()).isEqualTo(78);
        assertThat(plan.errors()).contains("is in clear").doesNotContain(CANARY);
    }

    @Test
    void writesNothingWhenOneIsAtFault() throws Exception {
        Path git = folder.resolve("git");
        assertThat(run("export", git.toString()).code()).isZero();
        Path element = git.resolve("auths/loginTypes/MyWeChatLogin/e.json");
        Files.writeString(element, Files.readString(element).replace("WeChat Login", "Other"));
        Site.write(
                git.resolve("auths/loginTypes/Portal/e.json"),
                "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"Portal\",\"appSecret\":\"{{PATH}}\"}");
        Map<String, String> before = texts(folder.resolve("app"));

        Ended applied = run(
                "apply", git.toString(), "--hash", run("plan", git.toString()).hash());

        assertThat(applied.code()).isEqualTo(78);
        assertThat(applied.errors()).contains("authConfig.appId");
        assertThat(texts(folder.resolve("app"))).isEqualTo(before);
    }

    private static Map<String, String> withAppJson(Map<String, String> exported, Path app) throws IOException {
        Map<String, String> texts = texts(app);
        texts.put("app.json", exported.getOrDefault("app.json", ""));
        return texts;
    }

    private static void remove(Path element) throws IOException {
        try (Stream<Path> files = Files.list(element)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(element);
    }

    private static Map<String, String> texts(Path home) throws IOException {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                texts.put(home.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
