package dev.saoma.emulator.internal.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The extra stylesheet of the parameter {@code href}.
 *
 * @param address the address that the page links
 * @param source the source that the page's policy must allow for it
 */
record Stylesheet(String address, String source) {

    /**
     * Accepts an https address, a {@code data:text/css} one, or plain http on this machine, which WeChat does not
     * accept but local work needs. Others are ignored, as on WeChat's page.
     */
    static Optional<Stylesheet> of(String href) {
        if (href.startsWith("data:text/css")) {
            return Optional.of(new Stylesheet(href, "data:"));
        }
        try {
            URI uri = new URI(href);
            if (uri.getHost() == null || !uri.getHost().matches("[A-Za-z0-9.-]+")) {
                return Optional.empty();
            }
            boolean local = uri.getHost().equals("localhost") || uri.getHost().equals("127.0.0.1");
            if ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local)) {
                String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
                return Optional.of(new Stylesheet(href, uri.getScheme() + "://" + uri.getHost() + port));
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
