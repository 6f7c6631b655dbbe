package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.element.Elements;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.ClientSecretHash;
import dev.saoma.oidc.client.ElementClients;
import dev.saoma.server.client.ClientHandlers;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients in the folder of a server that runs. */
class ClientApiTest {
    private static final String HASH = ClientSecretHash.of("CANARY").value();

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        Path client = folder.resolve("app/auths/clients/Grafana");
        Site.write(
                client.resolve("e.json"),
                "{\"type\":\"auths.clients.ClientType\",\"title\":\"Grafana\",\"frontBundleEntry\":\"./Grafana.json\"}");
        Site.write(client.resolve("Grafana.json"), """
                {"clientType":"web","secretHash":["sha256:%s"],"redirectUris":["https://grafana.example.com/cb"]}
                """.formatted(HASH));
        site = Site.withConsole(folder);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void listsNoClientWhileTheProviderIsOff() {
        Reply list = site.browserWith(Site.ADMIN_KEY).get("/api/admin/clients");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).isEqualTo("[]");
    }

    @Test
    void listsThemWithoutTheirSecrets() {
        Elements elements = Elements.open(folder.resolve("app"), name -> Optional.empty());
        var clients = new ElementClients(() -> elements, new ClientReader(Mode.PRODUCTION));

        Route route = ClientHandlers.routes(Optional.of(clients)).get(0);

        assertThat(route.toString()).isEqualTo("GET /api/admin/clients");
        assertThat(route.guard()).isEqualTo(Guard.VIEWER);
        assertThat(ClientHandlers.json(clients.all()))
                .isEqualTo(
                        "[{\"clientId\":\"Grafana\",\"title\":\"Grafana\",\"clientType\":\"web\",\"isActive\":true,\"secrets\":1,"
                                + "\"redirectUris\":[\"https://grafana.example.com/cb\"],\"postLogoutRedirectUris\":[],"
                                + "\"backchannelLogoutUri\":null,\"scopes\":[\"openid\",\"profile\"],\"refresh\":false,"
                                + "\"pkce\":\"required\",\"idTokenAlg\":\"RS256\",\"idTokenLife\":\"600s\",\"instances\":[],"
                                + "\"corps\":[],\"confirm\":false,\"placeholderEmail\":false}]");
    }

    @Test
    void showsThemAmongNoLoginMethods() {
        Browser admin = site.browserWith(Site.ADMIN_KEY);

        for (String path : new String[] {"/api/admin/elements", "/api/admin/types", "/api/login"}) {
            assertThat(admin.get(path).body()).as(path).doesNotContain("clients", "Grafana");
        }
        assertThat(admin.get("/api/admin/elements/auths.clients.Grafana").status())
                .isEqualTo(404);
    }

    @Test
    void letsALoginMethodHaveTheNameOfAClient() {
        Reply check = site.browserWith(Site.ADMIN_KEY).post("/api/admin/elements/check", """
                {"fullName":"auths.loginTypes.Grafana","type":"auths.loginTypes.WeChatType","title":"x",
                 "appId":"wx0123456789abcdef","secret":{"variable":"PATH"}}
                """);

        assertThat(check.json().path("faults")).as(check.body()).isEmpty();
    }

    /** There is no registration over HTTP, also not by the name of a login method. */
    @Test
    void registersNoClient() {
        Browser admin = site.browserWith(Site.ADMIN_KEY);
        String files = """
                [{"name":"e.json","text":"{\\"type\\":\\"auths.clients.ClientType\\",\\"title\\":\\"x\\"}"},
                 {"name":"Evil.json","text":"{}"}]""".strip();
        for (String draft :
                new String[] {"{\"type\":\"auths.clients.ClientType\",\"title\":\"x\"}", "{\"files\":" + files + "}"}) {
            for (String name : new String[] {"auths.loginTypes.Evil", "auths.clients.Evil"}) {
                String path = "/api/admin/elements/" + name;

                Reply reply = admin.put(path, draft, "If-None-Match: *");

                assertThat(reply.code()).as(draft + reply.body()).isEqualTo("element_invalid");
                assertThat(folder.resolve("app/" + name.replace('.', '/'))).doesNotExist();
            }
        }
        Reply check = admin.post(
                "/api/admin/elements/check",
                "{\"fullName\":\"auths.loginTypes.Evil\",\"type\":\"auths.clients.ClientType\",\"title\":\"x\"}");
        assertThat(check.json().path("faults").path(0).path("key").asString("")).isEqualTo("type");
    }

    @Test
    void servesNoFileOfThem() {
        Browser browser = site.browser();

        for (String path : new String[] {
            "/auths/clients/Grafana/e.json",
            "/auths/clients/Grafana/Grafana.json",
            "/app/auths/clients/Grafana/Grafana.json",
            "/assets/auths/clients/Grafana/Grafana.json",
            "/assets/../auths/clients/Grafana/Grafana.json",
            "/api/login/Grafana",
            "/api/login/Grafana/config",
            "/login/Grafana"
        }) {
            Reply reply = browser.get(path);

            assertThat(reply.status()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(reply.body()).as(path).doesNotContain(HASH, "grafana.example.com");
        }
    }
}
