package dev.saoma.emulator.page;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.http.Parameters;
import dev.saoma.emulator.platform.Platform;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.setting.Setting;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How one login page goes back to the application: what its script needs to know of parameters, settings and the fault
 * ordered for the callback, which is spent by making this.
 *
 * @param redirectUri an address that has been checked
 * @param twice whether the callback is called once more before
 * @param values for the page's template
 */
record WayBack(String redirectUri, boolean twice, Map<String, Html> values) {

    /** What a browser's home page looked like in a state that came back (w7corp/easywechat#2285). */
    private static final String INTRUDER = "http://home.example/";

    static WayBack of(Parameters parameters, QrCode qr, Platform platform) {
        Optional<Fault> fault = platform.faults().take(Target.CALLBACK);
        boolean embedded = parameters.get("login_type").equals("jssdk");
        boolean twice = fault.filter(Fault.DoubleCallback.class::isInstance).isPresent();
        boolean altered = fault.filter(Fault.AlteredState.class::isInstance).isPresent();
        String redirectUri = parameters.get("redirect_uri");
        return new WayBack(
                redirectUri,
                twice,
                Map.of(
                        "redirect", Html.text(redirectUri),
                        "state", Html.text(altered ? qr.state() + INTRUDER : qr.state()),
                        "twice", Html.text(Boolean.toString(twice)),
                        "navigates", Html.text(embedded ? parameters.get("self_redirect") : "page"),
                        "refusal", Html.text(platform.settings().text(Setting.REFUSAL)),
                        "before", Html.text(platform.settings().text(Setting.CODE_BEFORE_FRAGMENT)),
                        "fast", Html.text(parameters.get("fast_login").equals("0") ? "off" : "on")));
    }

    /** What the page's script may call besides its own server, for its policy. */
    String calls() {
        if (!twice) {
            return "";
        }
        URI uri = URI.create(redirectUri);
        return " " + uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
