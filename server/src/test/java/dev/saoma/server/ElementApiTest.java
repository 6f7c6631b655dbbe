package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.element.Elements;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Login methods are created, edited, overridden, deleted and restored by the administrator's API. */
@Timeout(60)
class ElementApiTest {
    private static final String ELEMENTS = "/api/admin/elements";
    private static final String NEW = ELEMENTS + "/auths.loginTypes.Portal";
    private static final String MINE = ELEMENTS + "/auths.loginTypes.MyWeChatLogin";
    private static final String CREATE = "If-None-Match: *";
    private static final String CANARY = "CANARY5a0a5a0a5a0a5a0a5a0a5a0a01";

    private static final String FIELDS = """
            {"type":"auths.loginTypes.WeChatType","title":"门户 Portal","appId":"wx0123456789abcdef",
             "secret":{"typed":"%s"}}""".formatted(CANARY);

    @TempDir
    private Path folder;

    private Site site;
    private Browser admin;

    @BeforeEach
    void open() {
        site = Site.withConsole(folder);
        admin = site.admin();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void writesWhatOneWouldWriteByHand() throws Exception {
        Reply created = admin.put(NEW, FIELDS, CREATE);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String sealed = created.json().path("files").path(1).path("text").asString();
        sealed = sealed.substring(sealed.indexOf("sealed:"), sealed.indexOf('"', sealed.indexOf("sealed:")));
        assertThat(text("Portal/e.json")).isEqualTo("""
                {
                  "type": "auths.loginTypes.WeChatType",
                  "title": "门户 Portal",
                  "appSecret": "%s",
                  "backendBundleEntry": ".",
                  "frontBundleEntry": "./Portal.json"
                }
                """.formatted(sealed));
        assertThat(text("Portal/Portal.json")).isEqualTo("""
                {
                  "authConfig": {
                    "appId": "wx0123456789abcdef",
                    "appSecret": "%s"
                  },
                  "isActive": false
                }
                """.formatted(sealed));
        assertThat(names("Portal")).containsExactly("Portal.json", "e.json");
        assertThat(created.header("ETag"))
                .isEqualTo('"' + created.json().path("etag").asString().replace("\"", "") + '"');
        assertThat(site.server().app().loginInstances())
                .extracting(Object::toString)
                .containsExactly("auths.loginTypes.MyWeChatLogin", "auths.loginTypes.Portal");
    }

    @Test
    void writesFilesThatNeedNoNewKey() throws Exception {
        String body = FIELDS.replace("{\"typed\":\"" + CANARY + "\"}", "{\"variable\":\"PATH\"}")
                .replace(
                        "\"appId\"", "\"isActive\":true,\"openPlatform\":\"shop\",\"registration\":\"open\",\"appId\"");

        assertThat(admin.put(NEW, body, CREATE).status()).isEqualTo(201);

        assertThat(text("Portal/Portal.json")).isEqualTo("""
                {
                  "authConfig": {
                    "appId": "wx0123456789abcdef",
                    "appSecret": "{{PATH}}",
                    "openPlatform": "shop"
                  },
                  "registration": "open"
                }
                """);
        Elements loaded = Elements.open(folder.resolve("app"), name -> Optional.of("x"));
        assertThat(loaded.all()).extracting(element -> element.name().simple()).contains("Portal");
        assertThat(admin.get(NEW).json().path("secret").toString())
                .isEqualTo("{\"kind\":\"environment\",\"variable\":\"PATH\",\"isSet\":true}");
    }

    @Test
    void keepsUnknownKeysAndTheirOrder() throws Exception {
        Site.write(file("MyWeChatLogin/MyWeChatLogin.json"), """
                {"own": [1, {"b": null}], "authConfig": {"z": 1, "appId": "%s", "appSecret": "%s"}, "registration": "open", "a": 2}""".formatted(Sample.APP.appid(), Sample.APP.secret()));
        String before = text("MyWeChatLogin/e.json");

        Reply edited = admin.put(MINE, "{\"registration\":\"ticket\",\"openPlatform\":\"x\"}", match(MINE));

        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        assertThat(text("MyWeChatLogin/e.json")).as("not touched").isEqualTo(before);
        assertThat(text("MyWeChatLogin/MyWeChatLogin.json"))
                .isEqualTo("""
                {
                  "own": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "authConfig": {
                    "z": 1,
                    "appId": "%s",
                    "appSecret": "%s",
                    "openPlatform": "x"
                  },
                  "registration": "ticket",
                  "a": 2
                }
                """.formatted(Sample.APP.appid(), Sample.APP.secret()));
        assertThat(admin.put(MINE, "{\"registration\":\"deny\",\"openPlatform\":\"default\"}", match(MINE))
                        .status())
                .isEqualTo(200);
        assertThat(text("MyWeChatLogin/MyWeChatLogin.json")).doesNotContain("registration", "openPlatform");
    }

    @Test
    void isInUseAtOnce() {
        String edit = "{\"isActive\":false}";

        assertThat(admin.put(MINE, edit, match(MINE)).status()).isEqualTo(200);

        assertThat(site.browser().start(Site.INSTANCE, "login").code()).isEqualTo("login_inactive");
    }

    @Test
    void requiresTheVersionThatWasSeen() {
        String seen = match(MINE);
        assertThat(admin.put(MINE, "{\"title\":\"One\"}").status()).isEqualTo(428);
        assertThat(admin.put(MINE, "{\"title\":\"One\"}", CREATE).code()).isEqualTo("element_changed");
        assertThat(admin.put(NEW, FIELDS, "If-Match: \"abc\"").code()).isEqualTo("element_changed");
        assertThat(admin.put(MINE, "{\"title\":\"One\"}", seen).status()).isEqualTo(200);

        Reply stale = admin.put(MINE, "{\"title\":\"Two\"}", seen);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().path("current").path("title").asString()).isEqualTo("One");
        assertThat(stale.json().path("current").path("files").size()).isEqualTo(2);
        assertThat(admin.call("DELETE", MINE, "{}", seen).status()).isEqualTo(412);
        assertThat(admin.call("DELETE", MINE, "{}").status()).isEqualTo(428);
    }

    @Test
    void seesWhatAnotherProgramWrote() {
        String seen = match(MINE);
        Site.instance(folder, Site.INSTANCE, Sample.APP.appid(), Sample.APP.secret(), "deny");

        assertThat(admin.put(MINE, "{\"title\":\"One\"}", seen).status()).isEqualTo(412);
        assertThat(admin.put(MINE, "{\"title\":\"One\"}", match(MINE)).status()).isEqualTo(200);

        assertThat(admin.get(MINE + "/versions").json())
                .extracting(version -> version.path("change").asString())
                .containsExactly("saved", "found");
    }

    @Test
    void letsOneOfTwoEditorsWin() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 15; round++) {
                String seen = match(MINE);
                var together = new CountDownLatch(2);
                List<Future<Integer>> answers = new ArrayList<>();
                for (int editor = 0; editor < 2; editor++) {
                    String body = "{\"title\":\"" + round + "-" + editor + "\"}";
                    answers.add(both.submit(() -> {
                        together.countDown();
                        together.await();
                        return site.admin().put(MINE, body, seen).status();
                    }));
                }
                assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 412);
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(admin.get(MINE + "/versions").json().size()).isEqualTo(16);
    }

    @Test
    void neverSendsOrStoresASecretInClear() throws Exception {
        Site.instance(folder, Site.INSTANCE, "wx00000000000000aa", CANARY, "open");
        Reply shown = admin.get(MINE);
        String source = shown.json().path("files").toString();
        assertThat(shown.json().path("secret").path("kind").asString()).isEqualTo("clear");
        assertThat(source).contains("<unchanged>");

        Reply saved = admin.put(
                MINE, "{\"files\":" + source.replace("WeChat Login", "Anew") + ",\"reason\":\"test\"}", match(MINE));

        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(text("MyWeChatLogin/MyWeChatLogin.json")).contains(CANARY);
        assertThat(text("MyWeChatLogin/e.json")).contains("Anew");
        admin.put(NEW, FIELDS, CREATE);
        Reply stale = admin.put(MINE, "{\"title\":\"x\"}", "If-Match: \"no\"");
        Reply check = admin.post(
                ELEMENTS + "/check", FIELDS.replaceFirst("\\{", "{\"fullName\":\"auths.loginTypes.Other\","));
        Reply undone = admin.post(MINE + "/undo", "{\"version\":1}", match(MINE));
        assertThat(undone.status()).as(undone.body()).isEqualTo(200);
        assertThat(text("MyWeChatLogin/MyWeChatLogin.json"))
                .as("keeps the present one")
                .contains(CANARY);
        assertThat(text("Portal/e.json") + text("Portal/Portal.json")).doesNotContain(CANARY);
        for (Reply reply : List.of(
                shown,
                saved,
                stale,
                check,
                undone,
                admin.get(ELEMENTS),
                admin.get(MINE + "/versions"),
                admin.get(MINE + "/versions/1"),
                admin.get("/api/admin/audit"))) {
            assertThat(reply.body()).doesNotContain(CANARY);
        }
        site.restart(() -> assertThat(bytes(folder.resolve("data"))).doesNotContain(CANARY));
    }

    @Test
    void sealsWhatIsTypedIntoTheSource() throws Exception {
        admin.put(NEW, FIELDS, CREATE);
        String source =
                admin.get(NEW).json().path("files").toString().replaceAll("sealed:1:[^\\\\\"]*", CANARY.toLowerCase());

        Reply saved = admin.put(NEW, "{\"files\":" + source + "}", match(NEW));

        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(text("Portal/e.json")).contains("sealed:1:").doesNotContainIgnoringCase(CANARY);
        assertThat(text("Portal/Portal.json")).contains("sealed:1:").doesNotContainIgnoringCase(CANARY);
    }

    @Test
    void restoresAnEarlierVersion() {
        admin.put(NEW, FIELDS, CREATE);
        admin.put(NEW, "{\"title\":\"Two\",\"reason\":\"better\"}", match(NEW));
        String deleted = match(NEW);
        assertThat(admin.call("DELETE", NEW, "{\"reason\":\"gone\"}", deleted).status())
                .isEqualTo(204);
        assertThat(admin.get(NEW).status()).isEqualTo(404);
        assertThat(Files.exists(file("Portal"))).isFalse();

        assertThat(admin.post(NEW + "/undo", "{\"version\":1}", deleted).status())
                .isEqualTo(412);
        Reply undone = admin.post(NEW + "/undo", "{\"version\":1}", CREATE);

        assertThat(undone.status()).as(undone.body()).isEqualTo(200);
        assertThat(undone.text("title")).isEqualTo("门户 Portal");
        Reply versions = admin.get(NEW + "/versions");
        assertThat(versions.json())
                .extracting(version -> version.path("change").asString())
                .containsExactly("undone", "deleted", "saved", "created");
        assertThat(versions.json())
                .extracting(version -> version.path("reason").asString())
                .contains("gone", "better");
        assertThat(admin.get(NEW + "/versions/2").json().path("files").toString())
                .contains("Two");
        assertThat(admin.get(NEW + "/versions/9").status()).isEqualTo(404);
        assertThat(admin.get("/api/admin/audit?limit=4").json())
                .extracting(event -> event.path("kind").asString())
                .containsExactly("instance_changed", "instance_deleted", "instance_changed", "instance_created");
    }

    /** A secret in clear is in no version, so it is asked for when the element that had it is gone. */
    @Test
    void restoresADeletedOneWithItsSecret() throws Exception {
        admin.put(NEW, FIELDS, CREATE);
        String before = match(MINE);
        assertThat(admin.call("DELETE", MINE, "{}", before).status()).isEqualTo(204);

        Reply refused = admin.post(MINE + "/undo", "{\"version\":1}", CREATE);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().path("detail").asString())
                .contains("the history does not store", "restore the version with secret", "variable");
        Reply typed = admin.post(MINE + "/undo", "{\"version\":1,\"secret\":{\"typed\":\"" + CANARY + "\"}}", CREATE);
        assertThat(typed.status()).as(typed.body()).isEqualTo(200);
        assertThat(typed.json().path("secret").path("kind").asString()).isEqualTo("sealed");
        assertThat(typed.body()).doesNotContain(CANARY);
        assertThat(text("MyWeChatLogin/e.json") + text("MyWeChatLogin/MyWeChatLogin.json"))
                .contains(Sample.APP.appid(), "sealed:1:")
                .doesNotContain(CANARY, "<unchanged>");
        assertThat(admin.post(MINE + "/undo", "{\"version\":1,\"secret\":{\"variable\":\"PATH\"}}", match(MINE))
                        .json()
                        .path("secret")
                        .path("variable")
                        .asString())
                .isEqualTo("PATH");
        assertThat(admin.post(MINE + "/undo", "{\"version\":1,\"secret\":{}}", match(MINE))
                        .status())
                .isEqualTo(400);
    }

    /** Nothing but the files is shown of what the app refuses. */
    @Test
    void saysWhetherTheAppUsesTheFiles() throws Exception {
        assertThat(isInUse()).isTrue();
        Site.instance(folder, Site.INSTANCE, "not an AppID", "0".repeat(32), "deny");

        assertThat(isInUse()).isFalse();
        assertThat(admin.get(MINE).text("appId")).isEqualTo("not an AppID");
        assertThat(admin.get(ELEMENTS)
                        .json()
                        .path("elements")
                        .path(0)
                        .path("isInUse")
                        .asBoolean(true))
                .isFalse();
        Site.instance(folder, Site.INSTANCE, "wx00000000000000cc", "0".repeat(32), "deny");
        Eventually.holds("taken over", this::isInUse);
        assertThat(admin.put(MINE, "{\"title\":\"x\"}", match(MINE))
                        .json()
                        .path("isInUse")
                        .asBoolean())
                .isTrue();
    }

    private boolean isInUse() {
        return admin.get(MINE).json().path("isInUse").asBoolean();
    }

    @Test
    void keepsTwoHundredVersions() {
        for (int i = 0; i < 205; i++) {
            assertThat(admin.put(MINE, "{\"title\":\"" + i + "\"}", match(MINE)).status())
                    .isEqualTo(200);
        }
        Reply versions = admin.get(MINE + "/versions");

        assertThat(versions.json().size()).isEqualTo(200);
        assertThat(versions.json().path(199).path("version").asInt()).isEqualTo(7);
        assertThat(admin.get(MINE + "/versions/6").status()).isEqualTo(404);
    }

    @Test
    void saysEachFaultOfTheLoaderWithFileAndKey() throws Exception {
        admin.put(NEW, FIELDS, CREATE);
        Map<String, String> before = files();
        String etag = match(NEW);
        Map<String, String> faults = Map.of(
                "{\"appId\":\"wx not an id\"}", "Portal.json authConfig.appId",
                "{\"type\":\"auths.loginTypes.Nothing\"}", "e.json type",
                "{\"type\":\"auths.loginTypes.Meta\"}", "e.json type",
                "{\"title\":\" \"}", "e.json title",
                "{\"title\":\"a\\nb\"}", "e.json title",
                "{\"secret\":{\"variable\":\"NOT_SET_ANYWHERE\"}}", "e.json appSecret",
                "{\"secret\":{\"variable\":\"no name\"}}", "e.json appSecret",
                "{\"secret\":{\"typed\":\"wx0123456789abcdef\"}}", "e.json appSecret",
                "{\"openPlatform\":\"not valid!\"}", "Portal.json authConfig.openPlatform",
                "{\"appId\":\"wx00000000000000ff\"}", "e.json appSecret");
        faults.forEach((body, place) -> {
            Reply refused = admin.put(NEW, body, etag);
            assertThat(refused.status()).as(body + refused.body()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("element_invalid");
            var fault = refused.json().path("faults").path(0);
            assertThat(fault.path("file").asString() + " " + fault.path("key").asString())
                    .as(body + refused.body())
                    .isEqualTo("auths/loginTypes/Portal/" + place);
            assertThat(fault.path("message").asString()).isNotBlank();
        });
        for (String source : List.of("", "{", "[]", "{\\\"a\\\":1,\\\"a\\\":1}", "\\ufeff{}", "{\\\"type\\\": 1}")) {
            Reply refused = admin.put(NEW, "{\"files\":[{\"name\":\"e.json\",\"text\":\"" + source + "\"}]}", etag);
            assertThat(refused.status()).as(source + refused.body()).isEqualTo(422);
            assertThat(refused.json().path("faults").path(0).path("file").asString())
                    .isEqualTo("auths/loginTypes/Portal/e.json");
        }
        assertThat(files()).isEqualTo(before);
        assertThat(match(NEW)).isEqualTo(etag);
    }

    @Test
    void refusesNamesThatAreTakenOrCannotBeAFolder() {
        for (String name : List.of(
                "auths.loginTypes.mywechatlogin",
                "auths.loginTypes.Con",
                "auths.loginTypes.LPT1",
                "auths.loginTypes.services",
                "auths.loginTypes.Deep.Name",
                "other.Name")) {
            Reply refused = admin.put(ELEMENTS + "/" + name, FIELDS, CREATE);
            assertThat(refused.status()).as(name).isEqualTo(422);
            assertThat(refused.json().path("faults").path(0).path("key").asString())
                    .isEqualTo("name");
        }
        for (String file : List.of("nul.json", "LPT1.a.json", "Other.json")) {
            Reply named = admin.put(NEW, """
                    {"files":[{"name":"e.json","text":"{\\"type\\":\\"auths.loginTypes.WeChatType\\",\\"title\\":\\"x\\",\\"frontBundleEntry\\":\\"./%1$s\\"}"},
                              {"name":"%1$s","text":"{\\"authConfig\\":{\\"appId\\":\\"wx1\\",\\"appSecret\\":\\"{{PATH}}\\"}}"}]}""".formatted(file), CREATE);
            assertThat(named.status()).as(named.body()).isEqualTo(file.equals("Other.json") ? 201 : 422);
        }
        Site.write(file("Stray/readme.txt"), "x");
        assertThat(admin.put(ELEMENTS + "/auths.loginTypes.stray", FIELDS, CREATE)
                        .status())
                .isEqualTo(422);
        assertThat(admin.put(ELEMENTS + "/auths.loginTypes.WeChatType", FIELDS, CREATE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void checksWithoutWriting() throws Exception {
        Map<String, String> before = files();
        String draft = FIELDS.replaceFirst("\\{", "{\"fullName\":\"auths.loginTypes.Portal\",");

        Reply good = admin.post(ELEMENTS + "/check", draft);
        Reply bad = admin.post(
                ELEMENTS + "/check",
                draft.replace("wx0123456789abcdef", Sample.APP.appid()).replace("门户 Portal", " "));

        assertThat(good.status()).isEqualTo(200);
        assertThat(good.json().path("faults").size()).isZero();
        assertThat(good.json().path("files").path(0).path("name").asString())
                .isEqualTo("auths/loginTypes/Portal/e.json");
        assertThat(good.json().path("warnings"))
                .extracting(warning -> warning.path("code").asString())
                .containsExactly("secret_form");
        assertThat(bad.json().path("faults").path(0).path("key").asString()).isEqualTo("title");
        assertThat(admin.post(ELEMENTS + "/check", draft.replace("wx0123456789abcdef", Sample.APP.appid()))
                        .json()
                        .path("warnings"))
                .extracting(warning -> warning.path("code").asString())
                .containsExactly("sample_app_id", "same_app_id", "secret_form");
        assertThat(admin.post(
                                ELEMENTS + "/check",
                                "{\"fullName\":\"auths.loginTypes.MyWeChatLogin\",\"isActive\":false}")
                        .json()
                        .path("files")
                        .toString())
                .contains("\\\"isActive\\\": false");
        assertThat(files()).isEqualTo(before);
        assertThat(admin.post(ELEMENTS + "/check", "{\"fullName\":\"auths.loginTypes.X\",\"odd\":1}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void overridesAnInheritedOneAndShowsItAgain() throws Exception {
        parent("public", "wx00000000000000bb");
        Reply inherited = admin.get(ELEMENTS + "/auths.loginTypes.Inherited");
        assertThat(inherited.text("store")).isEqualTo("parent");
        assertThat(inherited.json().path("isEditable").asBoolean()).isTrue();
        String path = ELEMENTS + "/auths.loginTypes.Inherited";
        assertThat(admin.call("DELETE", path, "{}", match(path)).code()).isEqualTo("elements_read_only");

        Reply override = admin.put(path, "{\"title\":\"Ours\"}", match(path));

        assertThat(override.status()).as(override.body()).isEqualTo(200);
        assertThat(override.text("store")).isEqualTo("folder");
        assertThat(override.json().path("overrides").asBoolean()).isTrue();
        assertThat(Files.readString(folder.resolve("base/auths/loginTypes/Inherited/e.json")))
                .contains("Theirs");
        assertThat(admin.call("DELETE", path, "{}", match(path)).status()).isEqualTo(204);
        assertThat(admin.get(path).text("title")).isEqualTo("Theirs");
    }

    @Test
    void overridesNothingThatIsProtected() throws Exception {
        parent("protected", "wx00000000000000bb");
        String path = ELEMENTS + "/auths.loginTypes.Inherited";
        assertThat(admin.get(path).json().path("isEditable").asBoolean()).isFalse();

        Reply refused = admin.put(path, "{\"title\":\"Ours\"}", match(path));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("which is protected");
        assertThat(Files.exists(file("Inherited"))).isFalse();
    }

    @Test
    void leavesAnOwnerAWayIn() {
        Browser owner = owner();
        String seen = match(MINE);

        assertThat(owner.put(MINE, "{\"isActive\":false}", seen).code()).isEqualTo("last_login_method");
        assertThat(owner.put(MINE, "{\"appId\":\"wx00000000000000ee\"}", seen).code())
                .isEqualTo("last_login_method");
        assertThat(owner.call("DELETE", MINE, "{}", seen).code()).isEqualTo("last_login_method");
        assertThat(match(MINE)).isEqualTo(seen);
        assertThat(admin.get(MINE + "/versions").json().size()).isZero();
        assertThat(owner.put(MINE, "{\"title\":\"x\"}", seen).status()).isEqualTo(200);
        assertThat(admin.get(MINE + "/versions").json().path(0).path("actor").asString())
                .startsWith("user:");
        assertThat(admin.put(MINE, "{\"isActive\":false}", match(MINE)).status())
                .isEqualTo(200);
    }

    @Test
    void listsTheTypesWithTheirFields() {
        Reply types = admin.get("/api/admin/types");

        assertThat(types.json().path(0).path("type").asString()).isEqualTo("auths.loginTypes.WeChatType");
        assertThat(types.json().path(0).path("fields"))
                .extracting(field -> field.path("key").asString())
                .containsExactly("authConfig.appId", "authConfig.openPlatform", "registration", "isActive");
        Reply list = admin.get(ELEMENTS);
        assertThat(list.json().path("isWritable").asBoolean()).isTrue();
        assertThat(list.json().path("canSeal").asBoolean()).isTrue();
        assertThat(list.json().path("elements").path(0).path("boundUsers").asInt(-1))
                .isZero();
    }

    @Test
    void writesThroughNoLink() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(file("."));
        Files.createSymbolicLink(file("Linked"), outside);

        assertThat(admin.put(ELEMENTS + "/auths.loginTypes.Linked", FIELDS, CREATE)
                        .status())
                .isEqualTo(422);
        Files.move(file("MyWeChatLogin/MyWeChatLogin.json"), folder.resolve("app/shared.json"));
        Files.createSymbolicLink(file("MyWeChatLogin/MyWeChatLogin.json"), folder.resolve("app/shared.json"));
        Reply refused = admin.put(MINE, "{\"title\":\"x\"}", match(MINE));

        assertThat(refused.code()).isEqualTo("elements_read_only");
        assertThat(refused.body()).contains("symbolic link").doesNotContain(folder.toString());
        try (Stream<Path> written = Files.list(outside)) {
            assertThat(written).isEmpty();
        }
    }

    @Test
    void isNotMisledByFilesLeftBehind() throws Exception {
        Site.write(file("MyWeChatLogin/e.json.new"), "{}");
        Site.write(file("MyWeChatLogin/MyWeChatLogin.json.new"), "{}");

        assertThat(admin.put(MINE, "{\"title\":\"x\"}", match(MINE)).status()).isEqualTo(200);

        assertThat(names("MyWeChatLogin")).containsExactly("MyWeChatLogin.json", "e.json");
        site.restart();
        assertThat(site.server().app().loginInstances()).hasSize(1);
    }

    private Browser owner() {
        Browser owner = site.browser();
        String user = owner.login(site.code("alice"))
                .json()
                .path("user")
                .path("userId")
                .asString();
        admin.put("/api/admin/roles/" + user, "{\"role\":\"owner\"}");
        assertThat(owner.post("/api/admin/session", "{}").status()).isEqualTo(201);
        return owner;
    }

    private void parent(String access, String appId) {
        site.restart(() -> {
            Site.write(folder.resolve("base/app.json"), "{\"appId\":\"test.Base\"}");
            Site.write(folder.resolve("base/auths/loginTypes/Inherited/e.json"), """
                    {"type":"auths.loginTypes.WeChatType","title":"Theirs","accessModifier":"%s"}""".formatted(access));
            Site.write(folder.resolve("base/auths/loginTypes/Inherited/Inherited.json"), """
                    {"authConfig":{"appId":"%s","appSecret":"%s"}}""".formatted(appId, CANARY));
            Site.write(
                    folder.resolve("app/app.json"),
                    "{\"appId\":\"test.Shop\",\"extends\":[{\"appId\":\"test.Base\"}]}");
        });
        admin = site.admin();
    }

    private String match(String path) {
        return "If-Match: " + admin.get(path).header("ETag");
    }

    private Path file(String below) {
        return folder.resolve("app/auths/loginTypes").resolve(below);
    }

    private String text(String below) throws IOException {
        return Files.readString(file(below));
    }

    private List<String> names(String element) throws IOException {
        try (Stream<Path> files = Files.list(file(element))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private Map<String, String> files() throws IOException {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder.resolve("app"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (!each.getFileName().toString().startsWith(".saoma")) {
                    texts.put(each.toString(), Files.readString(each));
                }
            }
        }
        return texts;
    }

    private static String bytes(Path data) {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return all.toString();
    }
}
