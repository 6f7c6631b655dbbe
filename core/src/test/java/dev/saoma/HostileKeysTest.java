package dev.saoma;

import dev.saoma.AppFaults.Case;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.database.SqliteTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every known key, with every kind of invalid value. */
class HostileKeysTest {
    private static final List<String> NO_TEXT = List.of(
            "7", "-0.5", "1e400", "true", "[]", "['" + AppFolder.CANARY + "']", "{}", "{'@class':'java.lang.Runtime'}");

    private static final List<String> NO_FLAG = List.of("'false'", "0", "1", "[]", "[true]", "{}", "''");

    private static final List<String> NO_OBJECT = List.of("'" + AppFolder.CANARY + "'", "7", "true", "[]", "[{}]");

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

    static Stream<Case> keys() {
        return Stream.of(
                        Stream.of(
                                        "type",
                                        "title",
                                        "accessModifier",
                                        "frontBundleEntry",
                                        "backendBundleEntry",
                                        "appSecret")
                                .flatMap(key -> NO_TEXT.stream().map(value -> element(key, value))),
                        Stream.of("appId", "appSecret", "openPlatform")
                                .flatMap(key -> NO_TEXT.stream().map(value -> authConfig(key, value))),
                        NO_TEXT.stream().map(value -> business("registration", value)),
                        NO_FLAG.stream().map(value -> business("isActive", value)),
                        NO_OBJECT.stream().map(value -> business("authConfig", value)),
                        Stream.of("appId", "version")
                                .flatMap(key -> NO_TEXT.stream().map(value -> app(key, value))))
                .flatMap(cases -> cases);
    }

    private static Case element(String key, String value) {
        String good = key.equals("type") ? "" : "'type':'auths.loginTypes.WeChatType',";
        String title = key.equals("title") ? "" : "'title':'T',";
        return spoilt("auths/loginTypes/MyWeChatLogin/e.json", key, good + title + "'" + key + "':" + value);
    }

    private static Case authConfig(String key, String value) {
        String appId = key.equals("appId") ? "" : "'appId':'wx1',";
        String keys = "'authConfig':{" + appId + "'" + key + "':" + value + "}";
        return spoilt("auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json", "authConfig." + key, keys);
    }

    private static Case business(String key, String value) {
        String config = key.equals("authConfig") ? "" : "'authConfig':{'appId':'wx1'},";
        return spoilt("auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json", key, config + "'" + key + "':" + value);
    }

    private static Case app(String key, String value) {
        String appId = key.equals("appId") ? "" : "'appId':'acme.Portal',";
        return spoilt("app.json", key, appId + "'" + key + "':" + value);
    }

    private static Case spoilt(String file, String key, String keys) {
        return new Case(file + " {" + keys + "}", file, key, app -> app.write(file, "{" + keys + "}"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void areRefusedByFileAndKey(Case spoilt) {
        AppFaults.check(spoilt, folder, database);
    }
}
