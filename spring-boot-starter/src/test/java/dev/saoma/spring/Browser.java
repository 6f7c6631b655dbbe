package dev.saoma.spring;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.net.URI;

/** A browser before an application, where Saoma is below a path of its own. */
public final class Browser extends HttpBrowser {

    /** @param application scheme, host and port */
    public Browser(String application) {
        super(URI.create(application));
    }

    /** The whole login of somebody of the emulator's world; the last reply. */
    public Reply login(WeChatEmulator wechat, String person) {
        return login("/saoma", wechat, person);
    }

    /** The same where Saoma is below another path. */
    public Reply login(String saoma, WeChatEmulator wechat, String person) {
        Reply attempt = post(saoma + "/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}");
        String code = wechat.issueCode(Sample.APP.appid(), person);
        Reply finished = post(
                saoma + "/api/login/MyWeChatLogin/code",
                "{\"code\":\"" + code + "\",\"state\":\"" + attempt.text("state") + "\"}");
        if (finished.status() != 200) {
            return finished;
        }
        return post(saoma + "/api/session", "{\"loginCode\":\"" + finished.text("loginCode") + "\"}");
    }
}
