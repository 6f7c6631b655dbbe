package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.grant.Consent;
import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /}: the addresses, and a login to try, which ends on {@code /_emulator/callback}. */
public final class IndexPage {

    private final World world;
    private final Supplier<String> baseUrl;
    private final Template index = Template.load("index.html");
    private final Template callback = Template.load("callback.html");

    public IndexPage(World world, Supplier<String> baseUrl) {
        this.world = world;
        this.baseUrl = baseUrl;
    }

    public Answer index(Call call) {
        StringBuilder rows = new StringBuilder();
        world.apps().stream().limit(50).forEach(app -> rows.append(row(app)));
        String html = index.fill(Map.of("base", Html.text(baseUrl.get()), "apps", new Html(rows.toString())));
        return Policy.framedLocally(html, Set.of());
    }

    private String row(App app) {
        return "<tr><th scope=\"row\">" + Html.text(app.name()).markup() + "</th><td><code>"
                + Html.text(app.appid()).markup() + "</code></td><td><code>"
                + Html.text(app.secret()).markup() + "</code></td><td>"
                + Html.text(app.account()).markup() + "</td><td>"
                + Html.text(app.callbackDomain()).markup() + "</td><td>"
                + trial(app).markup() + "</td></tr>\n";
    }

    private Html trial(App app) {
        if (!app.callbackDomain().equals("localhost") || !app.allowPorts()) {
            return Html.text("-");
        }
        return switch (app.type()) {
            case WEBSITE -> link("/connect/qrconnect", app, Consent.LOGIN, "try a login");
            case SERVICE_ACCOUNT ->
                link("/connect/oauth2/authorize", app, Consent.USERINFO, "try a login inside WeChat");
            default -> Html.text("-");
        };
    }

    private Html link(String path, App app, String scope, String words) {
        String redirect = URLEncoder.encode(baseUrl.get() + "/_emulator/callback", StandardCharsets.UTF_8);
        String address = path + "?appid=" + app.appid() + "&redirect_uri=" + redirect + "&response_type=code&scope="
                + scope + "&state=try#wechat_redirect";
        return new Html("<a href=\"" + Html.text(address).markup() + "\">" + words + "</a>");
    }

    /** The end of the trial login: shows the parameters that an application would get. */
    public Answer callback(Call call) {
        String html = callback.fill(Map.of(
                "code", Html.text(call.query().get("code")),
                "state", Html.text(call.query().get("state")),
                "base", Html.text(baseUrl.get())));
        return Policy.framedLocally(html, Set.of()).header("Referrer-Policy", "no-referrer");
    }
}
