package dev.saoma.servlet;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.internal.http.PrivateHost;
import dev.saoma.servlet.internal.http.ReturnToValidator;
import dev.saoma.servlet.internal.http.WebOrigin;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the servlet stands on the web and whom it trusts. Checked when it is made; nothing of it is ever taken from a
 * request, so {@code Host} and {@code X-Forwarded-*} have no say.
 *
 * @param publicUrl scheme, host and port as browsers see them; in production https and no address of this machine or of a
 *     private network, in development on loopback
 * @param path what every address of ours begins with as browsers see it, {@code /saoma}; empty for none. The servlet may be
 *     mapped elsewhere, below a proxy that takes the path off
 * @param allowedOrigins pages of these origins may call the API, frame the callback page and be returned to
 * @param redirectUris redirect addresses that may be asked for beside our own, compared as text
 * @param wechatPageOrigin where WeChat's page comes from, the one foreign frame of the login page
 * @param reauthUrlOrNull where an application with its own login lets people prove again who they are: a path of this site,
 *     or one below our own or an allowed origin; null for none
 * @param clients whose address a request counts for, and how much each may do
 * @param cookieSuffixOrNull what tells the cookies' names from those of another installation on this host, {@link #NO_SUFFIX}
 *     for nothing; null for what the address itself says, see {@link #cookieSuffix}
 */
public record WebSettings(
        URI publicUrl,
        String path,
        List<String> allowedOrigins,
        List<URI> redirectUris,
        String wechatPageOrigin,
        Mode mode,
        @Nullable String reauthUrlOrNull,
        ClientSettings clients,
        @Nullable String cookieSuffixOrNull) {
    /** In the place of a suffix, for none. */
    public static final String NO_SUFFIX = "none";

    /** WeChat's own. */
    public static final String WECHAT = "https://open.weixin.qq.com";

    private static final String SOURCE = "settings";
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9_.~-]{1,64}");
    private static final String USUAL_PATH = "/saoma";
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    /** What {@code saoma.mode} says. */
    public enum Mode {
        /** The default: WeChat itself and nothing else. */
        PRODUCTION,
        /** On loopback only; WeChat may be the emulator. */
        DEVELOPMENT
    }

    /** @throws ConfigException naming the key at fault */
    public WebSettings {
        String text = publicUrl.toString();
        WebOrigin origin = WebOrigin.parse(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                .orElseThrow(() -> fault(
                        "public-url",
                        "must be scheme, host and port alone, such as https://login.example.com; a path below that, such as"
                                + " /sso, goes into saoma.path"));
        if (!origin.isHttps() && !origin.isLoopback()) {
            throw fault("public-url", "is plain http; that is allowed on loopback only, use https");
        }
        if (mode == Mode.DEVELOPMENT && !origin.isLoopback()) {
            throw fault(
                    "public-url",
                    "must be on loopback, such as http://localhost:8080, while saoma.mode is development");
        }
        if (mode == Mode.PRODUCTION && PrivateHost.is(origin.host())) {
            throw fault(
                    "public-url",
                    "is this machine's or a private network's (" + origin.host()
                            + "), which WeChat leads nobody back to; set the https address that browsers use, or for a"
                            + " try on this machine saoma.mode=development");
        }
        if (!PATH.matcher(path).matches()) {
            throw fault("path", "must be empty, or begin with / and not end with one, such as /saoma");
        }
        publicUrl = URI.create(origin.toString());
        allowedOrigins = allowedOrigins.stream()
                .map(allowed -> webOrigin("allowed-origins", allowed).toString())
                .distinct()
                .toList();
        redirectUris = List.copyOf(redirectUris);
        redirectUris.forEach(WebSettings::requireRedirectUri);
        wechatPageOrigin = webOrigin("wechat-page-origin", wechatPageOrigin).toString();
        if (mode == Mode.PRODUCTION && !wechatPageOrigin.equals(WECHAT)) {
            throw fault("wechat-page-origin", "must be " + WECHAT + " while saoma.mode is production");
        }
        if (cookieSuffixOrNull != null && !SUFFIX.matcher(cookieSuffixOrNull).matches()) {
            throw fault(
                    "cookie-suffix",
                    "must be 1 to 64 letters, digits, hyphens, dots, tildes or underscores, such as shop, or "
                            + NO_SUFFIX);
        }
        if (reauthUrlOrNull != null
                && !new ReturnToValidator(origins(publicUrl, allowedOrigins)).allows(reauthUrlOrNull)) {
            throw fault(
                    "reauth-url",
                    "must be a plain path of this site, such as /signin, or such a path below saoma.public-url or an"
                            + " origin in saoma.allowed-origins");
        }
    }

    /** With what the address itself says as the ending of the cookies' names. */
    public WebSettings(
            URI publicUrl,
            String path,
            List<String> allowedOrigins,
            List<URI> redirectUris,
            String wechatPageOrigin,
            Mode mode,
            @Nullable String reauthUrlOrNull,
            ClientSettings clients) {
        this(publicUrl, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, reauthUrlOrNull, clients, null);
    }

    /** Without an address to prove oneself again at, with no proxy before us, and with the default limits. */
    public WebSettings(
            URI publicUrl,
            String path,
            List<String> allowedOrigins,
            List<URI> redirectUris,
            String wechatPageOrigin,
            Mode mode) {
        this(publicUrl, path, allowedOrigins, redirectUris, wechatPageOrigin, mode, null, ClientSettings.DEFAULT);
    }

    /** The same, with an address to prove oneself again at. */
    public WebSettings withReauthUrl(String url) {
        return new WebSettings(
                publicUrl,
                path,
                allowedOrigins,
                redirectUris,
                wechatPageOrigin,
                mode,
                url,
                clients,
                cookieSuffixOrNull);
    }

    /** The same, for other proxies and limits. */
    public WebSettings withClients(ClientSettings other) {
        return new WebSettings(
                publicUrl,
                path,
                allowedOrigins,
                redirectUris,
                wechatPageOrigin,
                mode,
                reauthUrlOrNull,
                other,
                cookieSuffixOrNull);
    }

    /** The same, with another ending of the cookies' names, or {@link #NO_SUFFIX}. */
    public WebSettings withCookieSuffix(String suffix) {
        return new WebSettings(
                publicUrl,
                path,
                allowedOrigins,
                redirectUris,
                wechatPageOrigin,
                mode,
                reauthUrlOrNull,
                clients,
                suffix);
    }

    /**
     * What the cookies' names end with. A browser keeps one cookie of a name for all ports and paths of a host, so by default
     * it is the port, where it is not the scheme's own, and the path with its slashes as tildes: {@code -8080}, {@code ~shop}.
     * The usual path adds nothing over https, where names are documented without.
     */
    public String cookieSuffix() {
        if (cookieSuffixOrNull != null) {
            return cookieSuffixOrNull.equals(NO_SUFFIX) ? "" : "-" + cookieSuffixOrNull;
        }
        String port = publicUrl.getPort() < 0 ? "" : "-" + publicUrl.getPort();
        return port + (isHttps() && path.equals(USUAL_PATH) ? "" : path.replace('/', '~'));
    }

    /** Where people prove again who they are, when the application has such a place. */
    public Optional<String> reauthUrl() {
        return Optional.ofNullable(reauthUrlOrNull);
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

    /** Our own origin and the allowed ones. */
    public List<String> origins() {
        return origins(publicUrl, allowedOrigins);
    }

    private static List<String> origins(URI publicUrl, List<String> allowedOrigins) {
        return Stream.concat(Stream.of(publicUrl.toString()), allowedOrigins.stream())
                .toList();
    }

    /** At this address without a path, for production, nobody else allowed. */
    public static WebSettings at(URI publicUrl) {
        return new WebSettings(publicUrl, "", List.of(), List.of(), WECHAT, Mode.PRODUCTION);
    }

    /** What every address of ours begins with, from the scheme on: the public address and the path. */
    public String address() {
        return publicUrl + path;
    }

    /** Whether browsers reach us over TLS. */
    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    private static WebOrigin webOrigin(String key, String text) {
        WebOrigin origin = WebOrigin.parse(text).orElseThrow(() -> fault(key, WebOrigin.whyNot(text)));
        if (!origin.isHttps() && !origin.isLoopback()) {
            throw fault(key, "has an entry with plain http off loopback: " + origin);
        }
        return origin;
    }

    private static void requireRedirectUri(URI uri) {
        String text = uri.toString();
        int slash = text.indexOf('/', text.indexOf("://") + 3);
        boolean origin = slash > 0
                && WebOrigin.parse(text.substring(0, slash))
                        .filter(at -> at.isHttps() || at.isLoopback())
                        .isPresent();
        if (!origin || uri.getFragment() != null) {
            throw fault(
                    "redirect-uris", "has an entry that is not an https address with a path and without a fragment");
        }
    }

    private static ConfigException fault(String key, String problem) {
        return new ConfigException(SOURCE, "saoma." + key, problem);
    }
}
