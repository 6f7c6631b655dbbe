package dev.saoma.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Program;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo in a process of its own: a server with the OpenID provider, and the emulator. */
final class Saoma implements AutoCloseable {
    private static final Pattern SECRET = Pattern.compile("(?m)^client_secret +(\\S+)");

    final Place place;
    private final Program program;

    private Saoma(Place place, Program program) {
        this.place = place;
        this.program = program;
    }

    /** Starts it with the page's command. */
    static Saoma start(OpenIdPage page, Path folder) throws Exception {
        Place place = Place.in(folder.resolve("demo"));
        String command = "exec " + page.only("demo") + " --no-open --port " + place.server() + " --emulator-port "
                + place.emulator() + " --data " + place.data();
        var program = new Program(OpenIdPage.REPOSITORY, folder.resolve("demo.log"), Map.of(), "bash", "-c", command);
        var saoma = new Saoma(place, program);
        try {
            program.await(saoma::isUp);
        } catch (Exception | Error e) {
            saoma.close();
            throw e;
        }
        return saoma;
    }

    private boolean isUp() {
        try {
            return new HttpBrowser(URI.create(address()))
                            .get("/.well-known/openid-configuration")
                            .status()
                    == 200;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    String address() {
        return "http://localhost:" + place.server();
    }

    /** Runs the page's command that adds a client, and returns the client's secret. */
    static String add(Place place, String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-c", place.of(command))
                .directory(OpenIdPage.REPOSITORY.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SAOMA_PORT", String.valueOf(place.server()));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        Matcher secret = SECRET.matcher(printed);
        assertThat(secret.find()).as(printed).isTrue();
        return secret.group(1);
    }

    /** Removes a client's files, so that another test may add it again. */
    static void remove(Place place, String name) throws IOException {
        Path folder = place.data().resolve("app/auths/clients/" + name);
        Files.delete(folder.resolve("e.json"));
        Files.delete(folder.resolve(name + ".json"));
        Files.delete(folder);
    }

    /** Acts as the phone of a user before the QR code of a page. */
    void scan(Page page, String user) {
        String picture = page.frameLocator("iframe")
                .locator("img[src*='/connect/qrcode/']")
                .first()
                .getAttribute("src");
        String code = picture.substring(picture.lastIndexOf('/') + 1);
        var phone = new HttpBrowser(URI.create("http://localhost:" + place.emulator()));
        for (String step : List.of("scan", "allow")) {
            Reply reply = phone.post("/_emulator/qrcodes/" + code + "/" + step, "{\"userId\":\"" + user + "\"}");
            assertThat(reply.status()).as(reply.body()).isLessThan(300);
        }
    }

    @Override
    public void close() throws InterruptedException {
        program.close();
    }
}
