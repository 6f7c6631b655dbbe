package dev.saoma.spring;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Makes of properties where the servlet stands; what is wrong is noted, and the next property looked at. */
final class WebChecks {
    static final String CONTEXT_PATH = "server.servlet.context-path";

    /** Where nothing is wrong, so that one property at a time can be tried there. */
    private static final URI HERE = URI.create("http://localhost");

    private final SaomaProperties properties;
    private final Environment environment;
    private final String contextPath;
    private final Faults faults;

    /** @param contextPath below which the application stands in its container */
    WebChecks(SaomaProperties properties, Environment environment, String contextPath, Faults faults) {
        this.properties = properties;
        this.environment = environment;
        this.contextPath = contextPath;
        this.faults = faults;
    }

    /** Empty when anything at all is wrong. */
    Optional<WebPlace> place() {
        Optional<URI> publicUrl = publicUrl();
        String mapped = path("saoma.path", properties.path());
        String path = publicPath() + mapped;
        properties.allowedOrigins().forEach(origin -> faults.check(() -> with(List.of(origin), List.of())));
        List<URI> redirectUris = properties.redirectUris().stream()
                .flatMap(text -> redirectUri(text).stream())
                .toList();
        ClientSettings clients = clients();
        @Nullable String suffix = properties.cookieSuffix();
        if (suffix != null) {
            faults.check(() -> with(List.of(), List.of()).withCookieSuffix(suffix));
        }
        if (!faults.isEmpty() || publicUrl.isEmpty()) {
            return Optional.empty();
        }
        return faults.check(() -> new WebSettings(
                        publicUrl.get(),
                        path,
                        properties.allowedOrigins(),
                        redirectUris,
                        properties.wechat().pageUrl().toString(),
                        properties.mode(),
                        properties.reauthUrl(),
                        clients,
                        properties.cookieSuffix()))
                .map(settings -> new WebPlace(mapped, settings));
    }

    private Optional<URI> publicUrl() {
        @Nullable URI given = properties.publicUrl();
        if (given != null && !String.valueOf(given.getRawPath()).matches("null|/?")) {
            faults.add(
                    "saoma.public-url",
                    "must be scheme, host and port alone, such as https://login.example.com; what a proxy puts before the"
                            + " application's paths, such as /sso, goes into saoma.public-path");
            return Optional.empty();
        }
        if (given != null && faults.names("saoma.mode") && suits(given, Mode.DEVELOPMENT)) {
            // Which mode was meant is not known, and in one of them it is right.
            return Optional.empty();
        }
        if (given != null) {
            String wechat = properties.mode() == Mode.PRODUCTION ? WebSettings.WECHAT : HERE.toString();
            return faults.check(() -> new WebSettings(given, "", List.of(), List.of(), wechat, properties.mode()))
                    .map(WebSettings::publicUrl);
        }
        if (properties.mode() == Mode.PRODUCTION) {
            faults.add(
                    "saoma.public-url",
                    "is required in production: the https address that browsers use, such as https://login.example.com"
                            + " (for a try on this machine set saoma.mode=development)");
            return Optional.empty();
        }
        String port = environment.getProperty("server.port", "8080");
        if (!port.matches("[1-9][0-9]*")) {
            faults.add(
                    "saoma.public-url",
                    "is required while server.port is " + port
                            + ", because the port is not known before the application has started");
            return Optional.empty();
        }
        return Optional.of(URI.create("http://localhost:" + port));
    }

    private static boolean suits(URI publicUrl, Mode mode) {
        try {
            new WebSettings(publicUrl, "", List.of(), List.of(), HERE.toString(), mode);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    /** What stands before {@code saoma.path} in a browser. */
    private String publicPath() {
        @Nullable String given = properties.publicPath();
        return given == null ? path(CONTEXT_PATH, contextPath) : path("saoma.public-path", given);
    }

    /** As Spring Boot reads a context path, and more: begun by a slash and ended by none; empty for the root. */
    private String path(String key, String given) {
        String path = normal(given);
        if (key.equals("saoma.path")) {
            requireOwn(path);
        }
        try {
            new WebSettings(HERE, path, List.of(), List.of(), HERE.toString(), Mode.DEVELOPMENT);
            return path;
        } catch (ConfigException e) {
            faults.add(
                    key,
                    "must be a path such as /saoma, of letters, digits, _, - and . only; Saoma makes addresses of it that"
                            + " WeChat compares as text"
                            + (key.equals(CONTEXT_PATH) ? " (saoma.public-path names another one for browsers)" : ""));
            return "";
        }
    }

    private static String normal(String path) {
        return ("/" + path.strip()).replaceAll("/+", "/").replaceAll("/$", "");
    }

    private void requireOwn(String path) {
        if (path.isEmpty()) {
            faults.add("saoma.path", "must not be empty, which would hide the application; such as /saoma");
        }
        String dispatcher = environment.getProperty("spring.mvc.servlet.path", "");
        if (!path.isEmpty() && normal(dispatcher).equals(path)) {
            faults.add(
                    "saoma.path", "is that of spring.mvc.servlet.path too; give Saoma one of its own, such as /saoma");
        }
    }

    private Optional<URI> redirectUri(String text) {
        try {
            URI uri = URI.create(text);
            return faults.check(() -> with(List.of(), List.of(uri))).map(settings -> uri);
        } catch (IllegalArgumentException e) {
            faults.add("saoma.redirect-uris", "has an entry that is no address");
            return Optional.empty();
        }
    }

    private static WebSettings with(List<String> origins, List<URI> redirectUris) {
        return new WebSettings(HERE, "", origins, redirectUris, HERE.toString(), Mode.DEVELOPMENT);
    }

    private ClientSettings clients() {
        properties
                .trustedProxies()
                .forEach(proxy -> faults.check(() -> new ClientSettings(List.of(proxy), RateLimits.DEFAULT)));
        var limits = new RateLimits(
                limit("saoma.limits.attempts", properties.limits().attempts()),
                limit("saoma.limits.calls", properties.limits().calls()),
                limit("saoma.limits.failures", properties.limits().failures()));
        @Nullable Integer given = properties.limits().open();
        int open = given == null ? RequestThreads.half(environment) : given;
        faults.check(() -> ClientSettings.DEFAULT.withOpen(open));
        return faults.isEmpty()
                ? new ClientSettings(properties.trustedProxies(), limits).withOpen(open)
                : ClientSettings.DEFAULT;
    }

    private RateLimit limit(String key, String text) {
        // YAML reads an unquoted off as false.
        return faults.check(key, () -> RateLimit.parse(text.equals("false") ? "off" : text))
                .orElse(RateLimit.OFF);
    }
}
