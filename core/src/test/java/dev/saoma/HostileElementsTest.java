package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.AppFaults.Case;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.database.SqliteTemplate;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Element files that are valid JSON with invalid content. */
class HostileElementsTest {
    private static final String E = "MyWeChatLogin/e.json";
    private static final String BUSINESS = "MyWeChatLogin/MyWeChatLogin.json";
    private static final String SECRET = "'appSecret':'" + AppFolder.CANARY + "'";

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

    static Stream<Case> apps() {
        return Stream.of(
                app("appId", "{}"),
                app("appId", "{'appId':' '}"),
                app("appId", "{'appId':null}"),
                app("appId", "{'appId':7}"),
                app("version", "{'appId':'a.B','version':1}"),
                app("extends", "{'appId':'a.B','extends':'a.C'}"),
                app("extends", "{'appId':'a.B','extends':['a.C']}"),
                app("extends[0].appId", "{'appId':'a.B','extends':[{}]}"),
                app("extends[0].version", "{'appId':'a.B','extends':[{'appId':'a.C','version':{}}]}"),
                app("extends", "{'appId':'a.B','extends':[{'appId':'a.C'}]}"),
                app("extends", "{'appId':'a.B','extends':[{'appId':'../../etc'}]}"));
    }

    private static Case app(String key, String text) {
        return new Case("app.json " + text, "app.json", key, app -> app.write("app.json", text));
    }

    static Stream<Case> elements() {
        return Stream.of(
                        keys("type", "'title':'T'"),
                        keys("type", "'title':'T','type':null"),
                        keys("type", "'title':'T','type':7"),
                        keys("type", "'title':'T','type':{'a':1}"),
                        keys("type", "'title':'T','type':'auths.loginTypes.Nowhere'"),
                        keys("type", "'title':'T','type':'../../etc/passwd'"),
                        keys("type", "'title':'T','type':'java.lang.Runtime'"),
                        keys("type", "'title':'T','type':'auths.loginTypes.MyWeChatLogin'"),
                        keys("type", "'title':'T','type':'auths.loginTypes.Meta'"),
                        keys("type", "'title':'T','type':'{{NOT_SET}}'"),
                        wechat("title", ""),
                        wechat("title", ",'title':''"),
                        wechat("title", ",'title':[]"),
                        titled("accessModifier", ",'accessModifier':'open'"),
                        titled("accessModifier", ",'accessModifier':true"),
                        titled("appSecret", ",'appSecret':{'x':'" + AppFolder.CANARY + "'}"),
                        titled("appSecret", "," + SECRET.replace("':'", "':['").concat("]")),
                        titled("appSecret", ",'appSecret':'" + AppFolder.CANARY + "{{NOT_SET}}'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':7"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'./Nowhere.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'../x.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'./../../../app.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'..\\\\x.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'/etc/x.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'C:\\\\x.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'sub/x.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'x\\u0000.json'"),
                        titled("frontBundleEntry", ",'frontBundleEntry':'file:///etc/x.json'"))
                .map(spoilt -> new Case("e.json " + spoilt.what(), E, spoilt.key(), spoilt.spoil()));
    }

    private static Case keys(String key, String keys) {
        return new Case(keys, E, key, app -> app.write("auths/loginTypes/" + E, "{" + keys + "}"));
    }

    private static Case wechat(String key, String more) {
        return keys(key, "'type':'auths.loginTypes.WeChatType'" + more);
    }

    private static Case titled(String key, String more) {
        return wechat(key, ",'title':'T'" + more);
    }

    static Stream<Case> businesses() {
        String good = "'authConfig':{'appId':'wx1'," + SECRET + "}";
        return Stream.of(
                business("authConfig.appId", ""),
                business("authConfig", "'authConfig':'" + AppFolder.CANARY + "'"),
                business("authConfig.appId", "'authConfig':{" + SECRET + "}"),
                business("authConfig.appId", "'authConfig':{'appId':''," + SECRET + "}"),
                business("authConfig.appId", "'authConfig':{'appId':12," + SECRET + "}"),
                business("authConfig.appId", "'authConfig':{'appId':'wx 1'," + SECRET + "}"),
                business("authConfig.appId", "'authConfig':{'appId':'wx1\\n'," + SECRET + "}"),
                business("authConfig.appId", "'authConfig':{'appId':'" + "x".repeat(65) + "'," + SECRET + "}"),
                business("authConfig.appSecret", "'authConfig':{'appId':'wx1','appSecret':12}"),
                business(
                        "authConfig.appSecret", "'authConfig':{'appId':'wx1','appSecret':'x" + AppFolder.CANARY + "'}"),
                business("authConfig.appSecret", "'authConfig':{'appId':'wx1','appSecret':'{{NOT_SET}}'}"),
                business("authConfig.openPlatform", "'authConfig':{'appId':'wx1','openPlatform':'a b'," + SECRET + "}"),
                business("authConfig.openPlatform", "'authConfig':{'appId':'wx1','openPlatform':1," + SECRET + "}"),
                business("isActive", "'isActive':'true'," + good),
                business("isActive", "'isActive':1," + good),
                business("registration", "'registration':'everybody'," + good),
                business("registration", "'registration':true," + good),
                new Case(
                        "no secret at all",
                        BUSINESS,
                        "authConfig.appSecret",
                        app -> app.element("MyWeChatLogin", "auths.loginTypes.WeChatType", "")
                                .write("auths/loginTypes/" + BUSINESS, "{'authConfig':{'appId':'wx1'}}")),
                new Case(
                        "an empty secret",
                        BUSINESS,
                        "authConfig.appSecret",
                        app -> app.element("MyWeChatLogin", "auths.loginTypes.WeChatType", "'appSecret':'',")
                                .write(
                                        "auths/loginTypes/" + BUSINESS,
                                        "{'authConfig':{'appId':'wx1','appSecret':''}}")));
    }

    private static Case business(String key, String keys) {
        return new Case(
                "business " + keys, BUSINESS, key, app -> app.write("auths/loginTypes/" + BUSINESS, "{" + keys + "}"));
    }

    static Stream<Case> types() {
        return Stream.of(
                type("''"),
                type("7"),
                type("['dev.saoma.wechat.WeChatType']"),
                type("'no.such.Thing'"),
                type("'dev/saoma/wechat/WeChatType'"),
                type("'dev.saoma.wechat.wechattype'"),
                type("'../Evil.class'"),
                type("'[Ldev.saoma.wechat.WeChatType;'"),
                type("'int'"),
                type("'a\\u0000b'"),
                type("'" + "a".repeat(5_000) + "'"),
                type("'java.lang.Runtime'"),
                type("'dev.saoma.logintype.LoginType'"),
                type("'" + HostileTypes.name("NoLoginType") + "'"),
                type("'" + HostileTypes.name("Abstract") + "'"),
                type("'" + HostileTypes.name("Hidden") + "'"),
                type("'" + HostileTypes.name("PrivateConstructor") + "'"),
                type("'" + HostileTypes.name("WantsArguments") + "'"),
                type("'" + HostileTypes.name("Throws") + "'"),
                type("'" + HostileTypes.name("StaticallyBroken") + "'"));
    }

    private static Case type(String entry) {
        return new Case(
                "backendBundleEntry " + entry,
                "OwnType/e.json",
                "backendBundleEntry",
                app -> app.write(
                        "auths/loginTypes/OwnType/e.json",
                        "{'type':'auths.loginTypes.Meta','title':'T','backendBundleEntry':" + entry + "}"));
    }

    static Stream<Case> makers() {
        return Stream.of("FailsToLoad", "LoadsNothing", "RefusesToLoad")
                .map(simple -> new Case(simple, E, "type", app -> {
                    type("'" + HostileTypes.name(simple) + "'").spoil().accept(app);
                    app.element("MyWeChatLogin", "auths.loginTypes.OwnType", "");
                }));
    }

    static Stream<Case> relations() {
        return Stream.of(
                new Case(
                        "a circle of two",
                        "auths/loginTypes/A/e.json",
                        "type",
                        app -> app.write("auths/loginTypes/A/e.json", "{'type':'auths.loginTypes.B','title':'A'}")
                                .write("auths/loginTypes/B/e.json", "{'type':'auths.loginTypes.A','title':'B'}")),
                new Case(
                        "two instances of one simple name",
                        "zother/MyWeChatLogin/e.json",
                        "type",
                        app -> app.write(
                                        "zother/MyWeChatLogin/e.json",
                                        "{'type':'auths.loginTypes.WeChatType','title':'T'," + SECRET + "}")
                                .write("zother/MyWeChatLogin/MyWeChatLogin.json", "{'authConfig':{'appId':'wx2'}}")),
                new Case(
                        "the Meta overridden",
                        "Meta/e.json",
                        "type",
                        app -> app.write("auths/loginTypes/Meta/e.json", "{'type':'','title':'Mine'}")),
                new Case(
                        "the model overridden",
                        "WeChatAuthModel/e.json",
                        "type",
                        app -> app.write(
                                "auths/loginTypes/WeChatType/WeChatAuthModel/e.json", "{'type':'','title':'Mine'}")));
    }

    @ParameterizedTest
    @MethodSource({"apps", "elements", "businesses", "types", "makers", "relations"})
    void areRefusedByFileAndKey(Case spoilt) {
        AppFaults.check(spoilt, folder, database);
    }

    @Test
    void doNotInitialiseAClassThatIsRefused() {
        int before = HostileTypes.INITIALISED.get();

        Stream.of("NoLoginType", "Abstract", "Hidden", "PrivateConstructor", "WantsArguments")
                .forEach(simple ->
                        AppFaults.check(type("'" + HostileTypes.name(simple) + "'"), folder.resolve(simple), database));

        assertThat(HostileTypes.INITIALISED).hasValue(before);
    }
}
