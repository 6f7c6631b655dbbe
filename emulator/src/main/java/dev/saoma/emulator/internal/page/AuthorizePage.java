package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.internal.http.Parameters;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.App;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /connect/oauth2/authorize}: the page that WeChat's own browser shows when a service account asks for the user.
 * It lets the developer choose the user. With {@code snsapi_base} it continues by itself; with {@code snsapi_userinfo}
 * it asks for consent. It only renders; the code comes from the control API.
 */
public final class AuthorizePage {

    private final Platform platform;
    private final ErrorPage error;
    private final Template template = Template.load("authorize.html");

    public AuthorizePage(Platform platform) {
        this.platform = platform;
        this.error = new ErrorPage(platform.settings());
    }

    public Answer show(Call call) {
        Parameters parameters = call.query();
        String appid = parameters.get("appid");
        Optional<App> app = platform.world().app(appid);
        if (app.isEmpty()) {
            return error.show(
                    appid.isEmpty() ? "AppID 参数错误（10012）" : "AppID 参数错误",
                    new Explanation(
                            appid.isEmpty() ? "The parameter appid is missing." : "No app with this appid exists.",
                            appid,
                            "the appid of a service account; see /_emulator/apps"));
        }
        boolean ordered = platform.settings().text(Setting.PARAMETER_ORDER).equals("documented");
        return AuthorizeRules.fault(parameters, app.get(), ordered)
                .map(fault -> error.show(fault.words(), fault.why()))
                .orElseGet(() -> page(parameters, app.get()));
    }

    private Answer page(Parameters parameters, App app) {
        WayBack wayBack = WayBack.insideWechat(parameters, platform);
        Map<String, Html> values = new HashMap<>(wayBack.values());
        values.put("app", Html.text(app.name()));
        values.put("tile", Html.text(app.name().substring(0, app.name().offsetByCodePoints(0, 1))));
        values.put("appid", Html.text(app.appid()));
        values.put("scope", Html.text(parameters.get("scope")));
        return Policy.framedAnywhere(template.fill(values), "", wayBack.calls());
    }
}
