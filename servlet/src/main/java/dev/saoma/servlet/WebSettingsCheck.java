package dev.saoma.servlet;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.internal.http.PrivateHost;
import dev.saoma.servlet.internal.http.ReturnToValidator;
import dev.saoma.servlet.internal.http.WebOrigin;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks and normalizes the values of {@link WebSettings}, and collects their faults. */
final class WebSettingsCheck {
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9_.~-]{1,64}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

    private final boolean production;
    private final List<ConfigException> faults = new ArrayList<>();

    WebSettingsCheck(boolean production) {
        this.production = production;
    }

    URI publicUrl(URI given) {
        String text = given.toString();
        Optional<WebOrigin> origin = WebOrigin.parse(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        origin.ifPresentOrElse(
                this::requirePublic,
                () -> add(
                        "public-url",
                        "must be scheme, host and port alone, such as https://login.example.com; a path below that, such as"
                                + " /sso, goes into saoma.path"));
        return origin.map(WebOrigin::toString).map(URI::create).orElse(given);
    }

    private void requirePublic(WebOrigin origin) {
        if (!origin.isHttps() && !origin.isLoopback()) {
            add("public-url", "is plain http; that is allowed on loopback only, use https");
        } else if (!production && !origin.isLoopback()) {
            add("public-url", "must be on loopback, such as http://localhost:8080, while saoma.mode is development");
        } else if (production && PrivateHost.is(origin.host())) {
            add(
                    "public-url",
                    "is this machine's or a private network's (" + origin.host()
                            + "), which WeChat leads nobody back to; set the https address that browsers use, or for a"
                            + " try on this machine saoma.mode=development");
        }
    }

    static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    void path(String path) {
        if (!isPath(path)) {
            add("path", "must be empty, or begin with / and not end with one, such as /saoma");
        }
    }

    List<String> allowedOrigins(List<String> origins) {
        return origins.stream()
                .map(origin -> origin("allowed-origins", origin))
                .distinct()
                .toList();
    }

    String wechatPage(String given) {
        String origin = origin("wechat-page-origin", given);
        if (production && !origin.equals(WebSettings.WECHAT)) {
            add("wechat-page-origin", "must be " + WebSettings.WECHAT + " while saoma.mode is production");
        }
        return origin;
    }

    private String origin(String key, String text) {
        Optional<WebOrigin> origin = WebOrigin.parse(text);
        if (origin.isEmpty()) {
            add(key, WebOrigin.whyNot(text));
        } else if (!origin.get().isHttps() && !origin.get().isLoopback()) {
            add(key, "has an entry with plain http off loopback: " + origin.get());
        }
        return origin.map(WebOrigin::toString).orElse(text);
    }

    List<URI> redirectUris(List<URI> uris) {
        if (!uris.stream().allMatch(WebSettingsCheck::isRedirectUri)) {
            add("redirect-uris", "has an entry that is not an https address with a path and without a fragment");
        }
        return List.copyOf(uris);
    }

    private static boolean isRedirectUri(URI uri) {
        String text = uri.toString();
        int slash = text.indexOf('/', text.indexOf("://") + 3);
        return slash > 0
                && uri.getFragment() == null
                && WebOrigin.parse(text.substring(0, slash))
                        .filter(at -> at.isHttps() || at.isLoopback())
                        .isPresent();
    }

    /** @param origins the origins of this site, to which a re-authentication URL may lead */
    void options(WebOptions options, List<String> origins) {
        if (options.cookieSuffix().filter(SUFFIX.asMatchPredicate().negate()).isPresent()) {
            add(
                    "cookie-suffix",
                    "must be 1 to 64 letters, digits, hyphens, dots, tildes or underscores, such as shop, or "
                            + WebSettings.NO_SUFFIX);
        }
        var returnTo = new ReturnToValidator(origins);
        if (faults.isEmpty()
                && options.reauthUrl().filter(url -> !returnTo.allows(url)).isPresent()) {
            add(
                    "reauth-url",
                    "must be a plain path of this site, such as /signin, or such a path below saoma.public-url or an"
                            + " origin in saoma.allowed-origins");
        }
    }

    /** @throws ConfigException the first fault, which carries the others, if there is any */
    void requireNone() {
        if (!faults.isEmpty()) {
            throw ConfigException.of(faults);
        }
    }

    private void add(String key, String problem) {
        faults.add(new ConfigException("settings", "saoma." + key, problem));
    }
}
