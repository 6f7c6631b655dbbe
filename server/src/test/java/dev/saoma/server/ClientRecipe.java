package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.saoma.testing.NpmProject;
import dev.saoma.testing.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A client of docs/openid-clients.md, with the example addresses of its text replaced by those of a test.
 *
 * @param name as in the text, where the client's address is {@code https://name.example.com}
 */
record ClientRecipe(Site site, String name, int port) {
    private static final Path TEXT = Path.of("..", "docs", "openid-clients.md");

    static ClientRecipe of(Site site, String name) {
        return new ClientRecipe(site, name, Site.freePort());
    }

    /** Returns the client's address, which is another site than that of the server. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the block of the text that has this file name. */
    String block(String file) throws IOException {
        Matcher block = Pattern.compile(
                        "^```\\w+ " + Pattern.quote(file) + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(TEXT));
        assertThat(block.find()).as(file).isTrue();
        return block.group(1)
                .replace("https://login.example.com", site.server().publicUrl().toString())
                .replace("https://" + name.toLowerCase(Locale.ROOT) + ".example.com", address())
                .replace("{{" + name.toUpperCase(Locale.ROOT) + "_SECRET}}", RelyingParty.SECRET);
    }

    /** Writes the client's file as it is in the text. */
    void register() throws IOException {
        register(block(name + ".json"));
    }

    void register(String file) {
        site.writeInApp(
                "auths/clients/" + name + "/e.json",
                "{\"type\":\"auths.clients.ClientType\",\"title\":\"" + name + "\",\"frontBundleEntry\":\"./" + name
                        + ".json\"}");
        site.writeInApp("auths/clients/" + name + "/" + name + ".json", file);
        site.server().app().elements().reload();
    }

    /** Waits until a program listens at the client's address. */
    void await(Program program) throws IOException, InterruptedException {
        program.await(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Opens a place that only users see, and logs in. */
    void logIn(ConsoleVisit visit, String place) {
        visit.page().navigate(address() + place);
        visit.page().waitForURL(site.server().publicUrl() + "/login**");
        visit.scan("alice");
        visit.page().waitForURL(url -> url.startsWith(address() + "/"));
    }

    /** Ends the session at the provider, as its user, in a window of its own. */
    void logOutAtProvider(Page page) {
        Page window = page.context().newPage();
        window.navigate(site.server().publicUrl() + "/oauth2/logout");
        window.locator("button[value=logout]").click();
        assertThat(window.locator("button[value=logout]")).hasCount(0);
        window.close();
        assertThat(isLoggedIn(page)).isFalse();
    }

    /** Returns whether the browser has a session at the provider. */
    boolean isLoggedIn(Page page) {
        return page.context()
                        .request()
                        .get(site.server().publicUrl() + "/api/session")
                        .status()
                == 200;
    }

    /** Installs the npm packages of these tests. Returns their folder, which is another one for each test class. */
    static Path packages(String name) throws Exception {
        Path folder = Path.of("target", "openid", name).toAbsolutePath();
        NpmProject.copy(Path.of("src/test/node"), folder);
        new NpmProject(folder).npm(Map.of(), "ci");
        return folder;
    }

    /** Skips the test with a message if a file of a Debian package is missing, or fails it if SAOMA_REQUIRE_ALL is true. */
    static void require(String file, String debianPackage) {
        if (!Files.exists(Path.of(file))) {
            String reason = "no " + file + " on this machine; install the package " + debianPackage;
            assertThat(System.getenv("SAOMA_REQUIRE_ALL")).as(reason).isNotEqualTo("true");
            System.out.println("SKIPPED: " + reason + ", so this client of the OpenID provider was not tried");
            Assumptions.abort(reason);
        }
    }
}
