package dev.saoma.server;

import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A browser of a {@link Site}, which logs in at the site's first instance. */
final class Browser extends HttpBrowser {
    private int port;

    Browser(URI server) {
        super(server);
        this.port = server.getPort();
    }

    /**
     * Continues with the server at a new port. In production the address stays the same; here the cookies are renamed, because
     * their names contain the port.
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

    /** Logs in with a code of WeChat. Returns the last response, or the first that failed. */
    Reply login(String code) {
        return logIn(Site.INSTANCE, code);
    }
}
