package dev.saoma.spring;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.Limit;
import dev.saoma.servlet.Limits;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Makes of properties where the servlet stands; what is wrong is noted, and the next property looked at. */
final class WebChecks {
    /** Where nothing is wrong, so that one property at a time can be tried there. */
    private static final URI HERE = URI.create("http://localhost");

    private final SaomaProperties properties;
    private final Environment environment;
    private final Faults faults;

    WebChecks(SaomaProperties properties, Environment environment, Faults faults) {
        this.properties = properties;
        this.environment = environment;
        this.faults = faults;
    }

    /** Empty when anything at all is wrong. */
    Optional<WebPlace> place() {
        Optional<URI> publicUrl = publicUrl();
        String path = path();
        properties.allowedOrigins().forEach(origin -> faults.check(() -> with(List.of(origin), List.of())));
        List<URI> redirectUris = properties.redirectUris().stream()
                .flatMap(text -> redirectUri(text).stream())
                .toList();
        ClientSettings clients = clients();
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
                        clients))
                .map(settings -> new WebPlace(properties.path(), settings));
    }

    private Optional<URI> publicUrl() {
        @Nullable URI given = properties.publicUrl();
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

    private String path() {
        String path = environment.getProperty("server.servlet.context-path", "") + properties.path();
        if (properties.path().isEmpty()) {
            faults.add("saoma.path", "must not be empty, which would hide the application; such as /saoma");
        }
        faults.check(() -> new WebSettings(HERE, path, List.of(), List.of(), HERE.toString(), Mode.DEVELOPMENT));
        return path;
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
                .forEach(proxy -> faults.check(() -> new ClientSettings(List.of(proxy), Limits.DEFAULT)));
        var limits = new Limits(
                limit("saoma.limits.attempts", properties.limits().attempts()),
                limit("saoma.limits.calls", properties.limits().calls()),
                limit("saoma.limits.failures", properties.limits().failures()));
        return faults.isEmpty() ? new ClientSettings(properties.trustedProxies(), limits) : ClientSettings.DEFAULT;
    }

    private Limit limit(String key, String text) {
        // YAML reads an unquoted off as false.
        return faults.check(key, () -> Limit.parse(text.equals("false") ? "off" : text))
                .orElse(Limit.OFF);
    }
}
