package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.secret.Secret;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Settings by key, from the command line, else the environment ({@code saoma.public-url} is {@code SAOMA_PUBLIC_URL}), else
 * a file of properties. A key that nothing asks for is a fault: it is most likely misspelt.
 */
final class Configuration {
    static final Set<String> KEYS = new TreeSet<>(List.of(
            "saoma.admin-key",
            "saoma.admin-key-file",
            "saoma.allowed-origins",
            "saoma.app",
            "saoma.cookie-suffix",
            "saoma.data",
            "saoma.host",
            "saoma.login.attempt",
            "saoma.login.bind-ticket",
            "saoma.login.invitation",
            "saoma.login.login-code",
            "saoma.login.profile",
            "saoma.limits.attempts",
            "saoma.limits.calls",
            "saoma.limits.connections",
            "saoma.limits.failures",
            "saoma.limits.open",
            "saoma.management.drain",
            "saoma.management.host",
            "saoma.management.port",
            "saoma.mode",
            "saoma.path",
            "saoma.port",
            "saoma.public-url",
            "saoma.redirect-uris",
            "saoma.redis.url",
            "saoma.session.absolute",
            "saoma.session.cached",
            "saoma.session.idle",
            "saoma.session.recent",
            "saoma.store.migrate",
            "saoma.store.password",
            "saoma.store.password-file",
            "saoma.store.pool-size",
            "saoma.store.url",
            "saoma.store.user",
            "saoma.trusted-proxies",
            "saoma.wechat.api-url",
            "saoma.wechat.in-flight",
            "saoma.wechat.page-url",
            "saoma.wechat.proxy",
            "saoma.wechat.proxy-file"));

    /** What may stand in a file of its own, as secrets do that are mounted into a container; the file is named by the key with {@code -file}. */
    static final List<String> IN_FILES = List.of("saoma.admin-key", "saoma.store.password", "saoma.wechat.proxy");

    /** A value and where it was found, for messages. */
    record Entry(String key, String value, String source) {
        /** The value as a secret, without the white space and line end around it. */
        Secret secret() {
            try {
                return Secret.configured(value);
            } catch (IllegalArgumentException e) {
                throw fault(String.valueOf(e.getMessage()));
            }
        }

        ConfigException fault(String problem) {
            return new ConfigException(source, key, problem);
        }

        /** Without the value, which may be a password or a key. */
        @Override
        public String toString() {
            return key + " from " + source;
        }
    }

    /** Read elsewhere: by {@code serve} and {@code doctor}, by the launcher. */
    private static final Set<String> NO_SETTINGS = Set.of("SAOMA_CONFIG", "SAOMA_JAVA_OPTS");

    /** What Kubernetes sets in every container beside a Service whose name begins with saoma. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("SAOMA_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private final Map<String, Entry> entries;
    private final List<String> strayVariables;

    private Configuration(Map<String, Entry> entries, List<String> strayVariables) {
        this.entries = entries;
        this.strayVariables = strayVariables;
    }

    /** Joins the three sources. */
    static Configuration of(Map<String, String> commandLine, Map<String, String> environment, Optional<Path> file) {
        var entries = new LinkedHashMap<String, Entry>();
        file.ifPresent(path -> read(path).forEach((key, value) -> put(entries, key, value, path.toString())));
        for (String key : KEYS) {
            String variable = variable(key);
            String value = environment.get(variable);
            if (value != null) {
                put(entries, key, value, "environment variable " + variable);
            }
        }
        commandLine.forEach((key, value) -> put(entries, key, value, "command line"));
        IN_FILES.forEach(key -> fromFile(entries, key));
        return new Configuration(entries, stray(environment.keySet()));
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * Variables of the environment that look like settings and are none, sorted: misspelt, most likely. They are not
     * refused, since others than the operator set variables too.
     */
    List<String> strayVariables() {
        return strayVariables;
    }

    private static List<String> stray(Set<String> variables) {
        List<String> settings = KEYS.stream().map(Configuration::variable).toList();
        return variables.stream()
                .filter(name -> name.startsWith("SAOMA_"))
                .filter(name -> !settings.contains(name) && !NO_SETTINGS.contains(name))
                .filter(name -> !SERVICE_LINK.matcher(name).matches())
                .sorted()
                .toList();
    }

    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static void fromFile(Map<String, Entry> entries, String key) {
        Entry named = entries.get(key + "-file");
        if (named == null) {
            return;
        }
        if (entries.containsKey(key)) {
            throw named.fault("is given and " + key + " too; give one of the two");
        }
        try {
            String text = Files.readString(Path.of(named.value()));
            entries.put(key, new Entry(key, text.strip(), named.value()));
        } catch (IOException | InvalidPathException e) {
            throw named.fault("names no readable file of text: " + named.value());
        }
    }

    private static void put(Map<String, Entry> entries, String key, String value, String source) {
        if (!KEYS.contains(key)) {
            throw new ConfigException(source, key, "is not a setting; there are " + String.join(", ", KEYS));
        }
        entries.put(key, new Entry(key, value.strip(), source));
    }

    private static Map<String, String> read(Path path) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(path.toString(), "", "is not a readable file of properties in UTF-8");
        }
        var values = new LinkedHashMap<String, String>();
        properties.stringPropertyNames().stream().sorted().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
