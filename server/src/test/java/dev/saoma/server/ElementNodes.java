package dev.saoma.server;

import dev.saoma.emulator.world.Sample;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.server.setting.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes with folders of their own that edit login methods in one database. */
final class ElementNodes implements AutoCloseable {
    static final String ELEMENTS = "/api/admin/elements";
    static final String NEW = ELEMENTS + "/auths.loginTypes.Portal";
    static final String MINE = ELEMENTS + "/auths.loginTypes.MyWeChatLogin";
    static final String CREATE = "If-None-Match: *";
    static final String FIELDS = """
            {"type":"auths.loginTypes.WeChatType","title":"Portal","appId":"wx0123456789abcdef","isActive":true,
             "secret":{"typed":"5a0a5a0a5a0a5a0a5a0a5a0a5a0a5a0a"}}""";

    private final Path folder;
    private final Map<String, String> shared = new HashMap<>();
    private final List<SaomaServer> started = new ArrayList<>();

    ElementNodes(Path folder, StoreSettings store) {
        this.folder = folder;
        shared.put("saoma.mode", "development");
        shared.put("saoma.port", "0");
        shared.put("saoma.store.url", store.url());
        shared.put("saoma.store.user", store.user());
        shared.put("saoma.admin-key", Site.ADMIN_KEY);
        shared.put("saoma.seal-key", Site.SEAL_KEY);
    }

    /** Sets a setting of all nodes that are started after this call. */
    ElementNodes with(String key, String value) {
        shared.put(key, value);
        return this;
    }

    Path app(String name) {
        return folder.resolve(name).resolve("app");
    }

    /** Starts a node. */
    SaomaServer start(String name, String mode) {
        Path home = folder.resolve(name);
        if (!Files.exists(home)) {
            Site.write(app(name).resolve("app.json"), "{\"appId\":\"test.Shop\"}");
            Site.instance(home, Site.INSTANCE, Sample.APP.appid(), Sample.APP.secret(), "open");
        }
        var settings = new HashMap<>(shared);
        settings.put("saoma.app", app(name).toString());
        settings.put("saoma.data", home.resolve("data").toString());
        settings.put("saoma.elements", mode);
        SaomaServer node = SaomaServer.start(ServerSettings.of(settings), Clock.systemUTC());
        started.add(node);
        return node;
    }

    /** Stops a node. */
    void stop(SaomaServer node) {
        started.remove(node);
        node.close();
    }

    static Browser admin(SaomaServer node) {
        var browser = new Browser(node.publicUrl());
        browser.with("Authorization: Bearer " + Site.ADMIN_KEY);
        return browser;
    }

    static String match(SaomaServer node, String path) {
        return "If-Match: " + admin(node).get(path).header("ETag");
    }

    @Override
    public void close() {
        started.forEach(SaomaServer::close);
    }
}
