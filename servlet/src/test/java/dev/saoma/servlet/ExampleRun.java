package dev.saoma.servlet;

import static java.util.Map.entry;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.handler.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sends one example of the OpenAPI document: holds the browser, the address, and the values that replace the example's own. */
final class ExampleRun {
    /** The preparation that an example requires. All other examples are sent by a new browser. */
    static final Map<String, Consumer<ExampleRun>> BEFORE = Map.ofEntries(
            entry("startAttempt invited", ExampleRun::invited),
            entry("startAttempt reauth", signedIn("openreauth")),
            entry(
                    "callbackPage 302",
                    run -> run.query = "?code=openpage-1&state=" + run.browser.pageState("MyWeChatLogin")),
            entry("getLoginCode scanned", run -> run.scan("MyWeChatLogin", "openscan-1")),
            entry("getLoginCode wechat_not_bound", run -> run.scan("Asking", "openstranger-1")),
            entry("openSession web", ExampleRun::scanned),
            entry("openSession app", ExampleRun::scanned),
            entry("currentSession current", signedIn("opencurrent")),
            entry("endSession 204", signedIn("openend")),
            entry("changeCorp moved", ExampleRun::member),
            entry("changeCorp corp_forbidden", signedIn("opencorp")),
            entry("listSessions listed", signedIn("opensessions")),
            entry("endOtherSessions 204", signedIn("openothers")),
            entry("endOneSession 204", ExampleRun::listed),
            entry("endOneSession not_found", signedIn("opennone")),
            entry("listBindings bound", signedIn("openlist")),
            entry("unbind unbound", signedIn("openunbind")),
            entry("register registered", run -> run.ticket("openregister-1")),
            entry("attach attached", signedIn("openattach").andThen(run -> run.ticket("openattachnew-1"))),
            entry("bind bound", signedIn("openbind").andThen(run -> {
                run.own.put("code", "openbind-2");
                run.own.put("state", run.browser.state("MyWeChatLogin", "bind"));
            })),
            entry("bind invited", ExampleRun::invitedBind));

    private final Site site;
    Browser browser;
    String instance = "MyWeChatLogin";
    String id = "0123456789abcdef0123456789abcdef";
    private String query = "";
    final Map<String, String> own = new HashMap<>();

    ExampleRun(Site site) {
        this.site = site;
        this.browser = site.browser();
    }

    void scan(String at, String code) {
        instance = at;
        own.put("code", code);
        own.put("state", browser.state(at, "login"));
    }

    void ticket(String code) {
        own.put(
                "bindTicket",
                browser.finish("Asking", browser.state("Asking", "login"), code).text("bindTicket"));
    }

    String path(Route route) {
        String path = route.path().text().replace("{instance}", instance).replace("{id}", id);
        return RoutesTest.example(path) + (route.query().isEmpty() ? query : "?" + route.query());
    }

    private static Consumer<ExampleRun> signedIn(String person) {
        return run -> run.browser = run.site.signedIn(person);
    }

    private static void scanned(ExampleRun run) {
        run.own.put(
                "loginCode",
                run.browser
                        .finish("MyWeChatLogin", run.browser.state("MyWeChatLogin", "login"), "openscan-2")
                        .text("loginCode"));
    }

    private static void member(ExampleRun run) {
        run.browser = run.site.signedIn("openmember");
        run.site.people.corps.put(run.site.user(run.browser), List.of(new Corp(new CorpId("acme"), "Acme")));
    }

    private static void listed(ExampleRun run) {
        run.browser = run.site.signedIn("openone");
        run.id = run.browser.get("/api/sessions").json().get(0).path("id").asString();
    }

    private static void invited(ExampleRun run) {
        UserId user = run.site.user(run.site.signedIn("openinvited"));
        run.own.put(
                "invitation",
                run.site
                        .app
                        .login()
                        .invite(run.site.instance("MyWeChatLogin"), user)
                        .token()
                        .reveal());
    }

    private static void invitedBind(ExampleRun run) {
        invited(run);
        String body = "{\"intent\":\"bind\",\"invitation\":\"" + run.own.remove("invitation") + "\"}";
        run.own.put(
                "state",
                run.browser.post("/api/login/MyWeChatLogin/attempts", body).text("state"));
        run.own.put("code", "openinvited-2");
    }
}
