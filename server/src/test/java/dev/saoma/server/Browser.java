package dev.saoma.server;

import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A browser before a {@link Site}, whose first instance it logs in at. */
final class Browser extends HttpBrowser {
    private int port;

    Browser(URI server) {
        super(server);
        this.port = server.getPort();
    }

    /**
     * The same browser, whose server has come up again at another port. In production that is the same address; so that the
     * cookies are found here too, they are kept under the other port's names.
     */
    @Override
    public void moveTo(URI server) {
        for (Map.Entry<String, String> cookie : List.copyOf(cookies().entrySet())) {
            String name = cookie.getKey();
            if (name.endsWith("-" + port)) {
                cookies().remove(name);
                cookies().put(name.replaceFirst("\\d+$", String.valueOf(server.getPort())), cookie.getValue());
            }
        }
        port = server.getPort();
        super.moveTo(server);
    }

    Reply attempt() {
        return start(Site.INSTANCE, "login");
    }

    Reply finish(String code, String state) {
        return finish(Site.INSTANCE, state, code);
    }

    /** The whole login with a code that WeChat has issued: the reply to the last call, or to the first that failed. */
    Reply login(String code) {
        return logIn(Site.INSTANCE, code);
    }
}
