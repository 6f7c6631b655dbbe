package dev.saoma.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Program;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The emulator in a process of its own, as with {@code ./saoma emulator}. */
final class WeChat implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("(http://localhost:[0-9]+)");

    private final Program program;
    private final String address;

    WeChat(Path folder) throws IOException, InterruptedException {
        Path jar = RecipePage.REPOSITORY.resolve("emulator/target/saoma-emulator.jar");
        assertThat(jar).exists();
        Path log = Files.createTempFile(folder, "wechat", ".log");
        program = new Program(
                folder,
                log,
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "--port",
                "0");
        var found = new String[1];
        program.await(() -> {
            try {
                Matcher printed = ADDRESS.matcher(Files.readString(log));
                found[0] = printed.find() ? printed.group(1) : null;
                return found[0] != null;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        address = found[0];
    }

    String address() {
        return address;
    }

    /** Acts as page and phone: loads WeChat's page, scans its QR code, allows, and returns the code. */
    String scan(String authorizeUrl, String user) {
        var page = new HttpBrowser(URI.create(address));
        assertThat(authorizeUrl).startsWith(address);
        String uuid = found(page.get(authorizeUrl.substring(address.length())).body(), "/connect/qrcode/([^\"]*)\"");
        allow(uuid, user);
        return found(page.get("/connect/l/qrconnect?uuid=" + uuid + "&last=404").body(), "wx_code='([^']*)'");
    }

    /** Acts as the phone. */
    void allow(String uuid, String user) {
        var phone = new HttpBrowser(URI.create(address));
        for (String step : List.of("scan", "allow")) {
            Reply reply = phone.post("/_emulator/qrcodes/" + uuid + "/" + step, "{\"userId\":\"" + user + "\"}");
            assertThat(reply.status()).as(reply.body()).isLessThan(300);
        }
    }

    static String found(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    @Override
    public void close() throws InterruptedException {
        program.close();
    }
}
