package dev.saoma.servlet;

import dev.saoma.servlet.internal.http.ReturnToValidator;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public address of the servlet and the sites that it trusts. The constructor checks all values. No value is taken from a
 * request, so {@code Host} and {@code X-Forwarded-*} have no effect. Immutable.
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
 * @param redirectUris redirect addresses that a page may request in addition to the servlet's own, compared as text
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
    /** The value of the cookie suffix for no suffix. */
    public static final String NO_SUFFIX = "none";

    /** The origin of WeChat's login page. */
    public static final String WECHAT = "https://open.weixin.qq.com";

    private static final String USUAL_PATH = "/saoma";

    /** The values of {@code saoma.mode}. */
    public enum Mode {
        /** The default: accepts only WeChat itself. */
        PRODUCTION,
        /** Serves loopback only; WeChat may be the emulator. */
        DEVELOPMENT
    }

    /** @throws dev.saoma.error.ConfigException naming the key at fault; it carries any other faults */
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

    /** Creates settings with the default options. */
    public WebSettings(
            URI publicUrl,
            String path,
            List<String> allowedOrigins,
            List<URI> redirectUris,
            String wechatPageOrigin,
            Mode mode) {
        this(publicUrl, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, WebOptions.DEFAULT);
    }

    /** Returns production settings at this address, without a path and without other origins. */
    public static WebSettings at(URI publicUrl) {
        return new WebSettings(publicUrl, "", List.of(), List.of(), WECHAT, Mode.PRODUCTION);
    }

    /** Returns these settings with another public URL. */
    public WebSettings withPublicUrl(URI other) {
        return new WebSettings(other, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, options);
    }

    private WebSettings with(WebOptions other) {
        return new WebSettings(publicUrl, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, other);
    }

    /** Returns these settings with a re-authentication URL. */
    public WebSettings withReauthUrl(String url) {
        return with(new WebOptions(Optional.of(url), clients(), options.cookieSuffix()));
    }

    /** Returns these settings with other proxies and limits. */
    public WebSettings withClients(ClientSettings other) {
        return with(new WebOptions(reauthUrl(), other, options.cookieSuffix()));
    }

    /** Returns these settings with another suffix of the cookies' names, or {@link #NO_SUFFIX}. */
    public WebSettings withCookieSuffix(String suffix) {
        return with(new WebOptions(reauthUrl(), clients(), Optional.of(suffix)));
    }

    /** Returns the trusted proxies and the limits for each address. */
    public ClientSettings clients() {
        return options.clients();
    }

    /** Returns the re-authentication URL; empty when the application has none. */
    public Optional<String> reauthUrl() {
        return options.reauthUrl();
    }

    /** Returns whether a text is a valid path. */
    public static boolean isPath(String text) {
        return WebSettingsCheck.isPath(text);
    }

    /**
     * Returns the suffix of the cookies' names. A browser stores one cookie of a name for all ports and paths of a host, so the
     * default is the port, unless it is the scheme's default, and the path with tildes for slashes: {@code -8080},
     * {@code ~shop}. Over https the default path adds nothing, so that the names are the documented ones.
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

    /** Returns whether a browser may be sent to this address after a login: a plain path here or below a listed origin. */
    public boolean allowsReturnTo(String address) {
        return keptReturnTo(address).isPresent();
    }

    /** Returns the address as a login stores it, in visible ASCII; empty when no browser may be sent there. */
    public Optional<String> keptReturnTo(String address) {
        return new ReturnToValidator(origins()).keep(address) instanceof ReturnToValidator.Outcome.Kept kept
                ? Optional.of(kept.address())
                : Optional.empty();
    }

    /** Returns the servlet's own origin and the allowed ones. */
    public List<String> origins() {
        return origins(publicUrl, allowedOrigins);
    }

    private static List<String> origins(URI publicUrl, List<String> allowedOrigins) {
        return Stream.concat(Stream.of(publicUrl.toString()), allowedOrigins.stream())
                .toList();
    }

    /** Returns the prefix of every address of the servlet: the public URL and the path. */
    public String address() {
        return publicUrl + path;
    }

    /** Returns whether browsers use TLS. */
    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }
}
