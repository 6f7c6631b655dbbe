package dev.saoma.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the whole login over real HTTP, and acts as the page, WeChat's page and the phone. Each step prints the request
 * and the response, and a wrong response ends the run.
 */
final class Once {
    private static final Pattern QR_CODE = Pattern.compile("/connect/qrcode/([A-Za-z0-9_=+-]+)");
    private static final Pattern ALLOWED = Pattern.compile("wx_errcode=405;window\\.wx_code='([^']+)'");
    private static final String PERSON = "alice";

    private final URI server;
    private final URI wechat;
    private final String instance;
    private final Steps steps;
    private final PrintStream out;

    Once(URI server, URI wechat, String instance, PrintStream out) {
        this.server = server;
        this.wechat = wechat;
        this.instance = instance;
        this.steps = new Steps(out);
        this.out = out;
    }

    /** Returns whether all steps succeeded. */
    boolean run() {
        try {
            journey();
            out.println("The journey went well: " + steps.count() + " steps.");
            return true;
        } catch (StepFailedException e) {
            out.println("FAILED: " + e.getMessage());
            return false;
        }
    }

    private void journey() {
        String login = server + "/api/login/" + instance;
        var attempt = steps.post("attempt", login + "/attempts", "{\"intent\":\"login\",\"display\":\"iframe\"}", 201);
        String authorizeUrl = attempt.member("authorizeUrl");
        String state = attempt.member("state");
        var page = steps.get("WeChat's page", authorizeUrl.replaceFirst("#.*", ""), 200);
        String uuid = group(QR_CODE, page.body(), "WeChat's page shows no QR code");
        steps.get("QR code", wechat + "/connect/qrcode/" + uuid, 200);
        String poll = wechat + "/connect/l/qrconnect?uuid=" + uuid;
        steps.post("scan", phone(uuid, "scan"), "{\"userId\":\"" + PERSON + "\"}", 200);
        var waiting = CompletableFuture.supplyAsync(() -> steps.silently(poll + "&last=404"));
        steps.post("allow", phone(uuid, "allow"), "{\"userId\":\"" + PERSON + "\"}", 200);
        var allowed = steps.show("long poll", "GET", poll + "&last=404", waiting.join(), 200);
        String code = group(ALLOWED, allowed.body(), "the long poll brought no code");
        steps.get("callback page", attempt.member("redirectUri") + "?code=" + code + "&state=" + state, 200);
        var finished = steps.post(
                "login code", login + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}", 200);
        String loginCode = finished.member("loginCode");
        steps.post("session", server + "/api/session", "{\"loginCode\":\"" + loginCode + "\"}", 201);
        steps.get("a call as the user", server + "/demo/me", 200);
        steps.delete("log out", server + "/api/session", 204);
        steps.get("the same call again", server + "/demo/me", 401);
    }

    private String phone(String uuid, String step) {
        return wechat + "/_emulator/qrcodes/" + uuid + "/" + step;
    }

    private static String group(Pattern pattern, String text, String problem) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new StepFailedException(problem);
        }
        return matcher.group(1);
    }
}
