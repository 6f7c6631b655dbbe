package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.http.Parameters;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.setting.Setting;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The return of one page to the application: parameters, settings and the pending callback fault for the page's script.
 * Creating it consumes that fault.
 *
 * @param redirectUri a checked address
 * @param twice whether the callback is called once more before
 * @param values for the page's template
 */
record WayBack(String redirectUri, boolean twice, Map<String, Html> values) {

    /** A browser's home page, which once appeared in a returned state (w7corp/easywechat#2285). */
    private static final String HOME_PAGE = "http://home.example/";

    /** Returns from the page with the QR code. */
    static WayBack ofScan(Parameters parameters, Platform platform) {
        boolean embedded = parameters.get("login_type").equals("jssdk");
        WayBack wayBack = of(parameters, platform, Setting.REFUSAL, true);
        wayBack.values.put("navigates", Html.text(embedded ? parameters.get("self_redirect") : "page"));
        wayBack.values.put("fast", Html.text(parameters.get("fast_login").equals("0") ? "off" : "on"));
        return wayBack;
    }

    /** Returns from the page inside WeChat, where the application can ask for a single callback. */
    static WayBack insideWechat(Parameters parameters, Platform platform) {
        boolean single = parameters.get("connect_redirect").equals("1");
        return of(parameters, platform, Setting.IN_WECHAT_REFUSAL, !single);
    }

    private static WayBack of(Parameters parameters, Platform platform, Setting refusal, boolean mayDouble) {
        Optional<Fault> fault = platform.faults().take(Target.CALLBACK);
        boolean twice = mayDouble
                && fault.filter(Fault.DoubleCallback.class::isInstance).isPresent();
        boolean altered = fault.filter(Fault.AlteredState.class::isInstance).isPresent();
        String redirectUri = parameters.get("redirect_uri");
        String state = parameters.get("state");
        Map<String, Html> values = new HashMap<>();
        values.put("redirect", Html.text(redirectUri));
        values.put("state", Html.text(altered ? state + HOME_PAGE : state));
        values.put("twice", Html.text(Boolean.toString(twice)));
        values.put("refusal", Html.text(platform.settings().text(refusal)));
        values.put("before", Html.text(platform.settings().text(Setting.CODE_BEFORE_FRAGMENT)));
        return new WayBack(redirectUri, twice, values);
    }

    /** Returns the servers that the page's script may call besides its own, for its policy. */
    String calls() {
        if (!twice) {
            return "";
        }
        URI uri = URI.create(redirectUri);
        return " " + uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
