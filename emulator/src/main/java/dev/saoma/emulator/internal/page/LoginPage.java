package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.internal.http.Parameters;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.AppType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /connect/qrconnect}: the page with the QR code, in the old or the new style, or one of WeChat's error pages.
 */
public final class LoginPage {

    private final Platform platform;
    private final Template oldLook = Template.load("qrconnect.html");
    private final Template newLook = Template.load("qrconnect-lite.html");
    private final ErrorPage error;

    public LoginPage(Platform platform) {
        this.platform = platform;
        this.error = new ErrorPage(platform.settings());
    }

    public Answer show(Call call) {
        Parameters parameters = call.query();
        String appid = parameters.get("appid");
        Optional<App> app = platform.world().app(appid);
        if (app.isEmpty()) {
            return error.show(
                    "AppID 参数错误",
                    new Explanation(
                            appid.isEmpty() ? "The parameter appid is missing." : "No app with this appid exists.",
                            appid,
                            "an appid that exists; see /_emulator/apps"));
        }
        Optional<Explanation> scope = scopeFault(parameters.get("scope"), app.get());
        if (scope.isPresent()) {
            return error.show("Scope 参数错误或没有 Scope 权限", scope.get());
        }
        Optional<Explanation> redirect = Redirect.fault(parameters.get("redirect_uri"), app.get());
        if (redirect.isPresent()) {
            return error.show("redirect_uri 参数错误", redirect.get());
        }
        QrCode qr = platform.qrCodes().create(appid, parameters.get("state"));
        return page(parameters, app.get(), qr);
    }

    private static Optional<Explanation> scopeFault(String scope, App app) {
        if (app.type() != AppType.WEBSITE) {
            return Optional.of(new Explanation(
                    "The QR login is for website apps; this appid is of another type.",
                    app.type().label(),
                    "website"));
        }
        if (app.status() == AppStatus.BLOCKED) {
            return Optional.of(new Explanation("The app's status is blocked.", "blocked", "active"));
        }
        if (!List.of(scope.split(",", -1)).contains("snsapi_login")) {
            return Optional.of(new Explanation("The parameter scope must be snsapi_login.", scope, "snsapi_login"));
        }
        return Optional.empty();
    }

    private Answer page(Parameters parameters, App app, QrCode qr) {
        boolean lite = parameters.get("stylelite").equals("1");
        Optional<Stylesheet> extra = lite ? Optional.empty() : Stylesheet.of(parameters.get("href"));
        boolean embedded = parameters.get("login_type").equals("jssdk");
        WayBack wayBack = WayBack.ofScan(parameters, platform);
        Map<String, Html> values = Wording.of(parameters.get("lang"));
        values.put("app", Html.text(app.name()));
        values.put("uuid", Html.text(qr.uuid()));
        values.putAll(wayBack.values());
        values.put("place", Html.text(embedded ? "embedded" : "page"));
        values.put("style", Html.text(parameters.get("style").equals("white") ? "white" : "black"));
        values.put("stylesheet", extra.map(LoginPage::link).orElse(Html.NOTHING));
        // The only foreign styles allowed are those that the application requests: that is the purpose of href.
        String styles = extra.map(sheet -> " " + sheet.source()).orElse("");
        return Policy.framedAnywhere((lite ? newLook : oldLook).fill(values), styles, wayBack.calls())
                .saying("QR code " + qr.uuid());
    }

    private static Html link(Stylesheet sheet) {
        return new Html(
                "<link rel=\"stylesheet\" href=\"" + Html.text(sheet.address()).markup() + "\">");
    }
}
