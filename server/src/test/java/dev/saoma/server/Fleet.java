package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Several nodes that share one database and one WeChat. */
final class Fleet implements AutoCloseable {
    static final int ATTEMPTS = 6;

    private final Path folder;
    private final WeChatEmulator wechat = WeChatEmulator.start();
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Node> nodes = new ArrayList<>();

    Fleet(Path folder, StoreSettings store) throws IOException {
        this.folder = Files.createDirectories(folder);
        Site.instance(folder, Site.INSTANCE, Sample.APP.appid(), Sample.APP.secret(), "open");
        Files.writeString(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        settings.put("saoma.mode", "development");
        settings.put("saoma.public-url", "http://localhost:" + Node.freePort());
        settings.put("saoma.app", folder.resolve("app").toString());
        settings.put("saoma.data", folder.resolve("data").toString());
        settings.put("saoma.wechat.page-url", wechat.baseUrl().toString());
        settings.put("saoma.wechat.api-url", wechat.baseUrl().toString());
        settings.put("saoma.store.url", store.url());
        settings.put("saoma.store.user", store.user());
        settings.put("saoma.trusted-proxies", "127.0.0.1");
        settings.put("saoma.limits.attempts", ATTEMPTS + ",1");
    }

    /** Adds a setting for all nodes created after this call. */
    Fleet with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Switches the OpenID provider on, and the administrator's API, for all nodes created after this call. */
    Fleet withProvider() {
        return with("saoma.oidc", "on").with("saoma.oidc.key", Site.OIDC_KEY).with("saoma.admin-key", Site.ADMIN_KEY);
    }

    String issuer() {
        return settings.getOrDefault("saoma.public-url", "");
    }

    /** Writes a file of the app of all nodes. */
    void writeInApp(String path, String text) {
        Site.write(folder.resolve("app").resolve(path), text);
    }

    /** Creates a node without starting it. */
    Node node() {
        var node = new Node("node" + nodes.size(), folder, settings);
        nodes.add(node);
        return node;
    }

    String code(String person) {
        return wechat.issueCode(Sample.APP.appid(), person);
    }

    /** Returns a new visitor of these nodes. */
    static Visitor visitor(Node... nodes) {
        return new Visitor(List.of(nodes));
    }

    /** Returns a new visitor whose session is valid on all these nodes. */
    Visitor signedIn(Node... nodes) throws IOException {
        Visitor visitor = visitor(nodes);
        Reply begun = visitor.attempt();
        Reply finished = visitor.finish(code("alice"), begun.text("state"));
        assertThat(visitor.redeem(finished.text("loginCode")).status())
                .as(begun + " " + finished)
                .isEqualTo(201);
        for (Node node : nodes) {
            assertThat(visitor.at(node).session()).isEqualTo(200);
        }
        return visitor;
    }

    @Override
    public void close() throws Exception {
        for (Node node : nodes) {
            node.close();
        }
        wechat.close();
    }
}
