package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.element.FileChanges;
import dev.saoma.error.ConfigException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elements that are no login instances, checked by a program that reads them. */
class ElementCheckTest {
    private static final ElementName CLIENTS = new ElementName("auths.clients.ClientType");
    private static final String FILE = "auths/clients/Shop/Shop.json";

    private Path path;
    private AppFolder folder;

    @BeforeEach
    void write(@TempDir Path path) {
        this.path = path;
        this.folder = AppFolder.example(path)
                .write("auths/clients/Shop/e.json", "{'type':'auths.clients.ClientType','title':'Shop'}")
                .write(FILE, "{'redirectUris':['https://shop.example/cb']}");
    }

    private App open() {
        return App.builder(path)
                .store(new MemoryStore())
                .environment(name -> name.equals("SHOP") ? Optional.of("shop.example") : Optional.empty())
                .reload(Duration.ZERO)
                .elementCheck(elements -> clients(elements).forEach(ElementCheckTest::requireAddress))
                .open();
    }

    private static List<ElementDefinition> clients(Elements elements) {
        return elements.descendants(CLIENTS);
    }

    private static void requireAddress(ElementDefinition client) {
        if (client.business().texts("redirectUris").isEmpty()) {
            throw client.business().fault("redirectUris", "needs an address");
        }
    }

    private static List<String> addresses(App app) {
        return clients(app.elements().current()).stream()
                .flatMap(client -> client.business().texts("redirectUris").stream())
                .toList();
    }

    @Test
    void refusesAnAppWhoseElementIsAtFault() {
        folder.write(FILE, "{}");

        assertThatThrownBy(this::open).isInstanceOfSatisfying(ConfigException.class, fault -> {
            assertThat(fault.file()).endsWith(FILE);
            assertThat(fault.key()).isEqualTo("redirectUris");
        });
    }

    @Test
    void runsEveryCheckThatWasAdded() {
        AppBuilder builder = App.builder(path)
                .store(new MemoryStore())
                .elementCheck(elements -> {
                    throw new ConfigException("one", "", "is refused");
                })
                .elementCheck(elements -> {});

        assertThatThrownBy(builder::open).hasMessageContaining("one");
    }

    @Test
    void keepsTheLastGoodStateAndGoesOnWhenMended() {
        try (App app = open()) {
            folder.write(FILE, "{'redirectUris':[]}").business("MyWeChatLogin", "wx9", "deny");
            app.elements().reload();
            assertThat(addresses(app)).containsExactly("https://shop.example/cb");
            assertThat(app.loginInstances())
                    .extracting(instance -> instance.appId().value())
                    .containsExactly("wx0123456789abcdef");

            folder.write(FILE, "{'redirectUris':['https://shop.example/other']}");
            app.elements().reload();

            assertThat(addresses(app)).containsExactly("https://shop.example/other");
        }
    }

    @Test
    void refusesAnEditBeforeItIsWritten() {
        try (App app = open()) {
            var changes = new FileChanges(Map.of(FILE, "{}"), Set.of());

            assertThatThrownBy(() -> app.elements().check(changes)).hasMessageContaining("needs an address");
            assertThatThrownBy(() -> app.elements().edit(changes, instances -> folder.write("written", "x")))
                    .hasMessageContaining("needs an address");

            assertThat(path.resolve("written")).doesNotExist();
        }
    }

    @Test
    void showsNoClientAsALoginMethod() {
        try (App app = open()) {
            assertThat(app.loginInstances()).extracting(LoginInstance::name).containsExactly("MyWeChatLogin");
            assertThat(app.elements().instances())
                    .extracting(element -> element.name().value())
                    .containsExactly("auths.loginTypes.MyWeChatLogin");
            assertThat(app.elements().types())
                    .extracting(element -> element.name().value())
                    .containsExactly("auths.loginTypes.WeChatType");
            assertThat(Refusal.of(() -> app.getElement("auths.clients.Shop"))).isEqualTo("not_found");
        }
    }

    @Test
    void readsAListOfTextsWithPlaceholders() {
        folder.write(FILE, "{'redirectUris':['https://{{SHOP}}/cb','https://b.example']}");
        try (App app = open()) {
            assertThat(addresses(app)).containsExactly("https://shop.example/cb", "https://b.example");
        }
    }

    @Test
    void refusesAListThatIsNone() {
        for (String wrong : List.of("'text'", "['a',1]", "['{{NOT_SET}}']", "{}")) {
            folder.write(FILE, "{'redirectUris':" + wrong + "}");

            assertThatThrownBy(this::open)
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            ConfigException.class,
                            fault -> assertThat(fault.key()).isEqualTo("redirectUris"));
        }
    }
}
