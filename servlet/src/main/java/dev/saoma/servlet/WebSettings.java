package dev.saoma.servlet;

import dev.saoma.servlet.internal.http.ReturnToValidator;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address of the servlet on the web and the sites that it trusts. Checked when it is made. No part of it is taken from a
 * request, so {@code Host} and {@code X-Forwarded-*} change nothing.
 *
 * <pre>{@code
 * var settings = new WebSettings(
 *         URI.create("https://login.example.com"),
 *         "/saoma",
 *         List.of("https://shop.example.com"), // its pages may call the API
 *         List.of(),
 *         WebSettings.WECHAT,
 *         WebSettings.Mode.PRODUCTION);
 * }</pre>
 *
 * @param publicUrl scheme, host and port as browsers see them; in production https and no address of this machine or of a
 *     private network, in development on loopback
 * @param path the prefix of every address of the servlet as browsers see it, {@code /saoma}; empty for none. A proxy may
 *     remove it, so the servlet may be mapped elsewhere
 * @param allowedOrigins origins whose pages may call the API, frame the callback page and be returned to
 * @param redirectUris redirect addresses that a page may ask for beside the servlet's own, compared as text
 * @param wechatPageOrigin the origin of WeChat's page, the only foreign frame of the login page
 * @param options settings that most installations leave out
 */
public record WebSettings(
        URI publicUrl,
        String path,
        List<String> allowedOrigins,
        List<URI> redirectUris,
        String wechatPageOrigin,
        Mode mode,
        WebOptions options) {
    /** The cookie suffix that means none. */
    public static final String NO_SUFFIX = "none";

    /** WeChat's own. */
    public static final String WECHAT = "https://open.weixin.qq.com";

    private static final String USUAL_PATH = "/saoma";

    /** What {@code saoma.mode} says. */
    public enum Mode {
        /** The default: WeChat itself and nothing else. */
        PRODUCTION,
        /** On loopback only; WeChat may be the emulator. */
        DEVELOPMENT
    }

    /** @throws dev.saoma.error.ConfigException naming the key at fault; it carries the other faults, if there are any */
    public WebSettings {
        var check = new WebSettingsCheck(mode == Mode.PRODUCTION);
        publicUrl = check.publicUrl(publicUrl);
        check.path(path);
        allowedOrigins = check.allowedOrigins(allowedOrigins);
        redirectUris = check.redirectUris(redirectUris);
        wechatPageOrigin = check.wechatPage(wechatPageOrigin);
        check.options(options, origins(publicUrl, allowedOrigins));
        check.requireNone();
    }

    /** With the default options. */
    public WebSettings(
            URI publicUrl,
            String path,
            List<String> allowedOrigins,
            List<URI> redirectUris,
            String wechatPageOrigin,
            Mode mode) {
        this(publicUrl, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, WebOptions.DEFAULT);
    }

    /** At this address without a path, for production, without other origins. */
    public static WebSettings at(URI publicUrl) {
        return new WebSettings(publicUrl, "", List.of(), List.of(), WECHAT, Mode.PRODUCTION);
    }

    /** The same at another public URL. */
    public WebSettings withPublicUrl(URI other) {
        return new WebSettings(other, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, options);
    }

    private WebSettings with(WebOptions other) {
        return new WebSettings(publicUrl, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, other);
    }

    /** The same with an address at which people sign in again. */
    public WebSettings withReauthUrl(String url) {
        return with(new WebOptions(Optional.of(url), clients(), options.cookieSuffix()));
    }

    /** The same with other proxies and limits. */
    public WebSettings withClients(ClientSettings other) {
        return with(new WebOptions(reauthUrl(), other, options.cookieSuffix()));
    }

    /** The same with another suffix of the cookies' names, or {@link #NO_SUFFIX}. */
    public WebSettings withCookieSuffix(String suffix) {
        return with(new WebOptions(reauthUrl(), clients(), Optional.of(suffix)));
    }

    /** Trusted proxies, and how much each address may do. */
    public ClientSettings clients() {
        return options.clients();
    }

    /** Where people sign in again, when the application has such a place. */
    public Optional<String> reauthUrl() {
        return options.reauthUrl();
    }

    /** Whether text can be the path. */
    public static boolean isPath(String text) {
        return WebSettingsCheck.isPath(text);
    }

    /**
     * The suffix of the cookies' names. A browser keeps one cookie of a name for all ports and paths of a host, so by default
     * it is the port, where it is not the scheme's own, and the path with its slashes as tildes: {@code -8080}, {@code ~shop}.
     * The usual path adds nothing over https, where names are documented without.
     */
    public String cookieSuffix() {
        if (options.cookieSuffix().isPresent()) {
            return options.cookieSuffix()
                    .filter(suffix -> !suffix.equals(NO_SUFFIX))
                    .map(suffix -> "-" + suffix)
                    .orElse("");
        }
        String port = publicUrl.getPort() < 0 ? "" : "-" + publicUrl.getPort();
        return port + (isHttps() && path.equals(USUAL_PATH) ? "" : path.replace('/', '~'));
    }

    /** Whether a page may be sent to this address after a login: a plain path of this site, or one below a listed origin. */
    public boolean allowsReturnTo(String address) {
        return keptReturnTo(address).isPresent();
    }

    /** The address as a login keeps it, in visible ASCII; empty when no page may be sent there. */
    public Optional<String> keptReturnTo(String address) {
        return new ReturnToValidator(origins()).keep(address) instanceof ReturnToValidator.Outcome.Kept kept
                ? Optional.of(kept.address())
                : Optional.empty();
    }

    /** The servlet's own origin and the allowed ones. */
    public List<String> origins() {
        return origins(publicUrl, allowedOrigins);
    }

    private static List<String> origins(URI publicUrl, List<String> allowedOrigins) {
        return Stream.concat(Stream.of(publicUrl.toString()), allowedOrigins.stream())
                .toList();
    }

    /** The prefix of every address of the servlet, from the scheme on: the public URL and the path. */
    public String address() {
        return publicUrl + path;
    }

    /** Whether browsers use TLS. */
    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }
}
