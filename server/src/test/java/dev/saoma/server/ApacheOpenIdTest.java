package dev.saoma.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.saoma.testing.Chromium;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Program;
import dev.saoma.testing.SharedChromium;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pages behind Apache with mod_auth_openidc, as docs/openid-clients.md configures it. */
@Tag("full")
@ExtendWith(SharedChromium.class)
@Timeout(300)
class ApacheOpenIdTest {
    private static final String MODULES = "/usr/lib/apache2/modules/";
    private static final String CONFIGURATION = """
            ServerRoot %1$s
            ServerName 127.0.0.1
            Listen 127.0.0.1:%2$d
            PidFile %1$s/pid
            DefaultRuntimeDir %1$s
            LoadModule mpm_event_module %3$smod_mpm_event.so
            LoadModule authn_core_module %3$smod_authn_core.so
            LoadModule authz_core_module %3$smod_authz_core.so
            LoadModule authz_user_module %3$smod_authz_user.so
            LoadModule dir_module %3$smod_dir.so
            LoadModule filter_module %3$smod_filter.so
            LoadModule mime_module %3$smod_mime.so
            LoadModule include_module %3$smod_include.so
            LoadModule auth_openidc_module %3$smod_auth_openidc.so
            User www-data
            Group www-data
            ErrorLog /dev/stderr
            LogLevel warn auth_openidc:info
            TypesConfig /etc/mime.types
            DocumentRoot %1$s/pages
            <Directory %1$s/pages>
              Options +Includes
              AddOutputFilter INCLUDES .html
            </Directory>
            Include %1$s/wiki.conf
            """;
    private static final String PAGE = """
            <!doctype html>
            <title>Wiki</title>
            <p id="user"><!--#echo var="REMOTE_USER" --></p>
            <p id="name"><!--#echo var="OIDC_CLAIM_name" --></p>
            <p id="token"><!--#echo var="OIDC_access_token" --></p>
            """;

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        ClientRecipe.require("/usr/sbin/apache2", "apache2");
        ClientRecipe.require(MODULES + "mod_auth_openidc.so", "libapache2-mod-auth-openidc");
        site = Site.withProvider(Site.open(folder.resolve("site")));
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
        }
    }

    private static Program start(ClientRecipe wiki, Path place, String configuration) throws Exception {
        // Its workers are another user when it is started by root.
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(place.resolve("pages/public"));
        Files.writeString(place.resolve("pages/index.html"), PAGE);
        Files.writeString(place.resolve("pages/public/bye.html"), "<!doctype html><title>Bye</title>");
        Files.writeString(place.resolve("wiki.conf"), configuration);
        Path main =
                Files.writeString(place.resolve("apache.conf"), CONFIGURATION.formatted(place, wiki.port(), MODULES));
        var environment = Map.of("WIKI_SECRET", RelyingParty.SECRET, "WIKI_PASSPHRASE", "a passphrase of this test");
        var program = new Program(
                place, place.resolve("log"), environment, "/usr/sbin/apache2", "-DFOREGROUND", "-f", main.toString());
        wiki.await(program);
        return program;
    }

    @Test
    void logsInAndLogsOutFromBothSides(@TempDir Path place, Chromium chromium) throws Exception {
        ClientRecipe wiki = ClientRecipe.of(site, "Wiki");
        wiki.register();
        try (var apache = start(wiki, place, wiki.block("wiki.conf"));
                var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            wiki.logIn(visit, "/");
            String user = page.locator("#user").textContent();
            assertThat(site.admin().get("/api/admin/users/" + user).status()).isEqualTo(200);
            assertThat(page.locator("#name")).hasText("Alice");

            String bye = wiki.address() + "/public/bye.html";
            page.navigate(wiki.address() + "/openid/callback?logout=" + URLEncoder.encode(bye, StandardCharsets.UTF_8));
            page.waitForURL(bye);
            assertThat(wiki.isLoggedIn(page)).isFalse();

            wiki.logIn(visit, "/");
            wiki.logOutAtProvider(page);
            Eventually.holds("the client is told of the logout", () -> {
                page.navigate(wiki.address() + "/");
                return page.url().startsWith(site.server().publicUrl() + "/login");
            });
            assertThat(apache.log()).doesNotContain("[auth_openidc:error]");
        }
    }

    /** Without back-channel logout, and with a refresh before each page. */
    @Test
    void noticesALogoutWhenItRefreshes(@TempDir Path place, Chromium chromium) throws Exception {
        ClientRecipe wiki = ClientRecipe.of(site, "Wiki");
        wiki.register(wiki.block("Wiki.json").replaceFirst(",\\s*\"backchannelLogoutUri\": \"[^\"]*\"", ""));
        String eager = wiki.block("wiki.conf").replace("BeforeExpiry 60 ", "BeforeExpiry 86400 ");
        try (var apache = start(wiki, place, eager);
                var visit = new ConsoleVisit(site, chromium)) {
            Page page = visit.page();
            wiki.logIn(visit, "/");
            String first = page.locator("#token").textContent();
            page.reload();
            assertThat(page.locator("#name")).hasText("Alice");
            assertThat(page.locator("#token").textContent()).isNotEmpty().isNotEqualTo(first);
            assertThat(apache.log()).doesNotContain("[auth_openidc:error]");

            wiki.logOutAtProvider(page);
            page.navigate(wiki.address() + "/");
            assertThat(page.locator("#name")).hasCount(0);
            page.navigate(wiki.address() + "/");
            page.waitForURL(site.server().publicUrl() + "/login**");
        }
    }
}
