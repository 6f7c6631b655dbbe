package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Endpoint;
import dev.saoma.emulator.internal.http.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scripts and styles of the pages, and the embed script for applications. */
public final class Assets {

    private static final List<String> NAMES = List.of(
            "qrconnect.js",
            "qrconnect.css",
            "qrconnect-lite.css",
            "wayback.js",
            "people.js",
            "phone.js",
            "phone.css",
            "authorize.js",
            "authorize.css",
            "index.css");

    private final Map<String, Answer> answers = new HashMap<>();

    private Assets() {
        NAMES.forEach(name -> answers.put(name, load(name)));
    }

    public static List<Route> routes() {
        Assets assets = new Assets();
        Answer embed = load("wxLogin.js");
        return List.of(
                Route.get("/_emulator/assets/{name}", Endpoint.of(assets::one)),
                Route.get("/connect/zh_CN/htmledition/js/wxLogin.js", Endpoint.of(call -> embed)));
    }

    private Answer one(Call call) {
        return answers.getOrDefault(call.segment("name"), Answer.text(404, "There is no such file."));
    }

    static Answer load(String name) {
        String type = name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        return Answer.of(200, type, Resource.bytes(name))
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }
}
