package dev.saoma;

import dev.saoma.AppFaults.Case;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.database.SqliteTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not JSON, are too large, or may not be read. */
class HostileFilesTest {
    private static final String E = "MyWeChatLogin/e.json";
    private static final String BUSINESS = "MyWeChatLogin/MyWeChatLogin.json";

    @TempDir
    private static Path shared;

    private static SqliteDatabase database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openDatabase() {
        database = SqliteTemplate.database(shared);
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    static Stream<Case> everyFile() {
        return Stream.of("app.json", E, BUSINESS).flatMap(file -> {
            String path = file.equals("app.json") ? file : "auths/loginTypes/" + file;
            return texts().stream()
                    .map(text -> new Case(
                            file + " " + text.what(),
                            file,
                            "",
                            app -> text.spoil().accept(app, path)));
        });
    }

    private record Text(String what, java.util.function.BiConsumer<AppFolder, String> spoil) {}

    private static List<Text> texts() {
        String canary = "'appSecret':'" + AppFolder.CANARY + "'";
        return List.of(
                text("is empty", ""),
                text("is null", "null"),
                text("is a list", "[{" + canary + "}]"),
                text("is a text", "'" + AppFolder.CANARY + "'"),
                text("is a number", "7"),
                text("is cut short", "{" + canary + ",'x'"),
                text("goes on after its end", "{" + canary + "} {}"),
                text("has a key twice", "{" + canary + "," + canary + "}"),
                text("has a comment", "{" + canary + "} // secret"),
                text("has a bare secret", "{'appSecret':" + AppFolder.CANARY + "}"),
                text("has NaN", "{'x':NaN}"),
                text("starts with a byte order mark", "\uFEFF{" + canary + "}"),
                text("is deeply nested", "{" + canary + ",'x':" + "[".repeat(20) + "]".repeat(20) + "}"),
                text("is nested without end", "{'x':" + "[".repeat(60_000)),
                text("has a long text", "{" + canary + ",'x':'" + "y".repeat(20_000) + "'}"),
                text("has a long key", "{" + canary + ",'" + "y".repeat(300) + "':1}"),
                text("has a long number", "{" + canary + ",'x':" + "9".repeat(2_000) + "}"),
                new Text(
                        "is not UTF-8",
                        (app, file) -> app.bytes(
                                file, ("{\"ä\":\"" + AppFolder.CANARY + "\"}").getBytes(StandardCharsets.ISO_8859_1))),
                new Text(
                        "is UTF-16",
                        (app, file) -> app.bytes(
                                file, ("{\"x\":\"" + AppFolder.CANARY + "\"}").getBytes(StandardCharsets.UTF_16))),
                text("has 10 MB", "{" + canary + "}" + " ".repeat(10_000_000)),
                new Text("is a folder", (app, file) -> app.delete(file).write(file + "/x", "")),
                new Text("leads out of the folder", HostileFilesTest::linkOut));
    }

    /** Replaces a file by a link to a valid file outside the folder. */
    private static void linkOut(AppFolder app, String file) {
        var outside = new AppFolder(shared.resolve("outside" + app.path().getFileName()));
        outside.write("x.json", "{'appId':'a.B','type':'','title':'T'}");
        app.link(file, outside.path().resolve("x.json"));
    }

    private static Text text(String what, String text) {
        return new Text(what, (app, file) -> app.write(file, text));
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void areRefusedByName(Case spoilt) {
        AppFaults.check(spoilt, folder, database);
    }

    static Stream<Case> places() {
        return Stream.of(
                place("app.json is missing", "app.json", app -> app.delete("app.json")),
                place("a folder's name is no name", "my-login/e.json", app -> app.write("auths/my-login/e.json", "{}")),
                place("app.json is a pipe", "app.json", app -> pipe(app, "app.json")),
                place("e.json is a pipe", E, app -> pipe(app, "auths/loginTypes/" + E)));
    }

    private static Case place(String what, String file, Consumer<AppFolder> spoil) {
        return new Case(what, file, "", spoil);
    }

    private static void pipe(AppFolder app, String file) {
        try {
            app.delete(file);
            new ProcessBuilder("mkfifo", app.path().resolve(file).toString())
                    .start()
                    .waitFor();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areRefusedWhereTheyStand(Case spoilt) {
        AppFaults.check(spoilt, folder, database);
    }
}
