package dev.saoma.oidc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.App;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of an open app whose files change. */
class ElementClientsTest {
    private static final ClientId SHOP = new ClientId("Shop");

    private ClientFolder folder;
    private App app;
    private ElementClients clients;

    @BeforeEach
    void open(@TempDir Path path) {
        folder = new ClientFolder(path)
                .client("Shop", ClientFolder.WEB + ",'scopes':['openid','groups']")
                .client("Page", ClientFolder.SPA);
        var reader = new ClientReader(Mode.PRODUCTION);
        app = App.builder(path)
                .store(new MemoryStore())
                .reload(Duration.ZERO)
                .elementCheck(reader::check)
                .open();
        clients = new ElementClients(() -> app.elements().current(), reader);
    }

    @AfterEach
    void close() {
        app.close();
    }

    private Optional<RegisteredClient> shop() {
        app.elements().reload();
        return clients.find(SHOP);
    }

    @Test
    void findsWhatIsThere() {
        assertThat(clients.find(SHOP)).isPresent();
        assertThat(clients.find(new ClientId("shop"))).isEmpty();
        assertThat(clients.all()).extracting(client -> client.id().value()).containsExactly("Page", "Shop");
    }

    @Test
    void readsTheFilesOnce() {
        assertThat(clients.find(SHOP).orElseThrow()).isSameAs(clients.find(SHOP).orElseThrow());
    }

    /** The file's part of O15. */
    @Test
    void takesAwayWhatTheFileTakesAway() {
        folder.client("Shop", ClientFolder.WEB + ",'scopes':['openid']");
        assertThat(shop().orElseThrow().tokens().scopes()).containsExactly("openid");

        folder.client("Shop", ClientFolder.WEB.replace("/cb", "/other"));
        assertThat(shop().orElseThrow().addresses().redirectUris())
                .containsExactly(new RedirectUri("https://shop.example/other"));

        folder.client("Shop", ClientFolder.WEB + ",'corps':['acme']");
        assertThat(shop().orElseThrow().entry().corps()).hasSize(1);

        folder.client("Shop", ClientFolder.WEB + ",'isActive':false");
        assertThat(shop().orElseThrow().entry().isActive()).isFalse();

        folder.remove("Shop");
        assertThat(shop()).isEmpty();
    }

    @Test
    void keepsTheLastGoodVersionOfABrokenFile() {
        folder.client("Shop", ClientFolder.WEB.replace("https", "javascript"));
        assertThat(shop().orElseThrow().addresses().redirectUris())
                .containsExactly(new RedirectUri("https://shop.example/cb"));

        folder.client("Shop", ClientFolder.WEB.replace("/cb", "/mended"));

        assertThat(shop().orElseThrow().addresses().redirectUris())
                .containsExactly(new RedirectUri("https://shop.example/mended"));
    }

    @Test
    void listsTheOriginsOfActivePagesAlone() {
        assertThat(clients.corsOrigins()).containsExactly("https://shop.example");

        folder.client(
                "Page",
                "'clientType':'spa','redirectUris':['https://A.example:443/cb','https://b.example:8443/','https://b.example:8443/x']");
        app.elements().reload();
        assertThat(clients.corsOrigins()).containsExactlyInAnyOrder("https://a.example", "https://b.example:8443");

        folder.client("Page", ClientFolder.SPA + ",'isActive':false");
        app.elements().reload();
        assertThat(clients.corsOrigins()).isEmpty();
    }
}
