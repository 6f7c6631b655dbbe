package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.world.App;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * WeChat's rule for {@code redirect_uri}: an absolute http or https address whose host is exactly the app's callback
 * domain. Path and query are free. Ports are refused unless the app allows them (reports differ; wechat-protocol.md,
 * 2.3).
 */
final class Redirect {

    private Redirect() {}

    /** Returns why the address is refused; empty when it is accepted. */
    static Optional<Explanation> fault(String redirectUri, App app) {
        Optional<URI> parsed = parse(redirectUri);
        if (parsed.isEmpty()) {
            return Optional.of(new Explanation(
                    redirectUri.isEmpty()
                            ? "The parameter redirect_uri is missing."
                            : "redirect_uri is not an absolute http or https address. Encode it once, with"
                                    + " encodeURIComponent.",
                    redirectUri,
                    "https://" + app.callbackDomain() + "/…"));
        }
        URI uri = parsed.get();
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!host.equals(app.callbackDomain())) {
            return Optional.of(new Explanation(
                    "The host of redirect_uri must be exactly the app's callback domain; sub-domains and parent domains"
                            + " do not count. Change one of the two.",
                    host,
                    app.callbackDomain().isEmpty() ? "(no callback domain configured)" : app.callbackDomain()));
        }
        if (uri.getPort() != -1 && !app.allowPorts()) {
            return Optional.of(new Explanation(
                    "WeChat refuses a port in redirect_uri. For local work set allowPorts on the app.",
                    host + ":" + uri.getPort(),
                    host));
        }
        return Optional.empty();
    }

    private static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
