package dev.saoma.emulator.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's browser and phone, which call WeChat's real addresses. */
final class ScanningBrowser {

    private static final String PAGES = "https://open.weixin.qq.com";
    private static final Pattern UUID = Pattern.compile("/connect/qrcode/([A-Za-z0-9_\\-=+/]+)");
    private static final Pattern CODE = Pattern.compile("wx_errcode=405;window.wx_code='([0-9A-Za-z]+)'");

    private final HttpClient client = HttpClient.newHttpClient();

    /** Opens a login page, scans and allows the login, and returns the code. */
    String login(String address, String userId) throws Exception {
        URI page = URI.create(address);
        String uuid = find(
                UUID,
                get(page.getScheme() + "://" + page.getRawAuthority() + page.getRawPath() + "?" + page.getRawQuery()));
        String qr = PAGES + "/_emulator/qrcodes/" + uuid;
        post(qr + "/scan", "{\"userId\":\"" + userId + "\"}");
        post(qr + "/allow", "{\"userId\":\"" + userId + "\"}");
        return find(CODE, get("https://lp.open.weixin.qq.com/connect/l/qrconnect?uuid=" + uuid));
    }

    void advanceClock(Duration by) throws Exception {
        post(PAGES + "/_emulator/clock", "{\"advance\":\"" + by + "\"}");
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private String get(String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private void post(String address, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(address + ": " + answer.body());
        }
    }
}
