package dev.saoma.spring;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.setting.SaomaSettings;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Reads the location of the servlet in the application and for browsers, and adds a fault for each invalid property. */
record WebPlaceReader(SaomaProperties properties, Environment environment, SettingReader reader, SettingFaults faults) {
    static final String CONTEXT_PATH = "server.servlet.context-path";

    /** @param contextPath the application's path in its container */
    Optional<WebPlace> place(SaomaSettings saoma, String contextPath) {
        String mapped = path("saoma.path", properties.path());
        requireOwn(mapped);
        @Nullable String given = properties.publicPath();
        String before = given == null ? path(CONTEXT_PATH, contextPath) : path("saoma.public-path", given);
        return reader.web(saoma, publicUrl(), before + mapped, RequestThreads.half(environment))
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
        return reader.publicUrl(this::local);
    }

    private Optional<URI> local() {
        String port = environment.getProperty("server.port", "8080");
        if (port.matches("[1-9][0-9]*")) {
            return Optional.of(URI.create("http://localhost:" + port));
        }
        faults.add(
                "saoma.public-url",
                "is required while server.port is " + port
                        + ", because the port is not known before the application has started");
        return Optional.empty();
    }

    /** Returns a path with a slash at its begin and none at its end, which Spring Boot does in part; empty for the root. */
    private String path(String key, String given) {
        String path = normal(given);
        if (WebSettings.isPath(path)) {
            return path;
        }
        faults.add(
                key,
                "must be a path such as /saoma, of letters, digits, _, - and . only; Saoma makes addresses of it that"
                        + " WeChat compares as text"
                        + (key.equals(CONTEXT_PATH) ? " (saoma.public-path names another one for browsers)" : ""));
        return "/saoma";
    }

    private static String normal(String path) {
        return ("/" + path.strip()).replaceAll("/+", "/").replaceAll("/$", "");
    }

    private void requireOwn(String path) {
        if (path.isEmpty()) {
            faults.add("saoma.path", "must not be empty, which would hide the application; such as /saoma");
        } else if (normal(environment.getProperty("spring.mvc.servlet.path", ""))
                .equals(path)) {
            faults.add(
                    "saoma.path", "is that of spring.mvc.servlet.path too; give Saoma one of its own, such as /saoma");
        }
    }
}
