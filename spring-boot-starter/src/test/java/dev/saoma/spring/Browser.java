package dev.saoma.spring;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.net.URI;

/** A browser of an application that serves Saoma below a path. */
public final class Browser extends HttpBrowser {

    /** @param application scheme, host and port */
    public Browser(String application) {
        super(URI.create(application));
    }

    /** Logs in as a user of the emulator. Returns the last response. */
    public Reply login(WeChatEmulator wechat, String person) {
        return login("/saoma", wechat, person);
    }

    /** Logs in where Saoma is below the given path. Returns the last response. */
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
