package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import java.util.Map;
import java.util.Set;

/**
 * The simulated phone. {@code /connect/confirm?uuid=} shows the phone after it has scanned this QR code;
 * {@code /_emulator/phone} shows a phone with all QR codes. Both only render; their actions use the control API.
 */
public final class PhonePage {

    private final Set<String> origins;
    private final Template template = Template.load("phone.html");

    /**
     * Creates a phone that local pages may frame.
     *
     * @param origins origins whose pages may frame it, besides those of this machine
     */
    public PhonePage(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    public Answer confirm(Call call) {
        return page(call, call.query().get("uuid"));
    }

    public Answer standing(Call call) {
        return page(call, "");
    }

    private Answer page(Call call, String uuid) {
        String html = template.fill(Map.of(
                "uuid", Html.text(uuid),
                "only", Html.text(call.path().equals("/connect/confirm") ? "one" : "all"),
                "appid", Html.text(call.query().get("appid")),
                "user", Html.text(call.query().get("user")),
                "frame", Html.text(call.query().get("embed").equals("1") ? "embedded" : "bezel")));
        return Policy.framedLocally(html, origins);
    }
}
