package dev.saoma.server.setting;

import static java.util.Map.entry;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Settings by key: from the command line, else the environment ({@code saoma.public-url} is {@code SAOMA_PUBLIC_URL}), else
 * a properties file. An unknown key is a fault, since it is most likely misspelt.
 */
public final class Configuration {
    private static final Map<String, SettingForm> FORMS = Map.ofEntries(
            entry("saoma.admin-key", SettingForm.SECRET),
            entry("saoma.admin-key-file", SettingForm.FILE),
            entry("saoma.allowed-origins", SettingForm.LIST),
            entry("saoma.app", SettingForm.FILE),
            entry("saoma.console", SettingForm.CONSOLE),
            entry("saoma.console-host", SettingForm.TEXT),
            entry("saoma.console-url", SettingForm.URL),
            entry("saoma.elements", SettingForm.ELEMENTS),
            entry("saoma.cookie-suffix", SettingForm.TEXT),
            entry("saoma.data", SettingForm.FILE),
            entry("saoma.host", SettingForm.TEXT),
            entry("saoma.login.attempt", SettingForm.DURATION),
            entry("saoma.login.bind-ticket", SettingForm.DURATION),
            entry("saoma.login.invitation", SettingForm.DURATION),
            entry("saoma.login.login-code", SettingForm.DURATION),
            entry("saoma.login.profile", SettingForm.DURATION),
            entry("saoma.limits.attempts", SettingForm.TEXT),
            entry("saoma.limits.calls", SettingForm.TEXT),
            entry("saoma.limits.connections", SettingForm.COUNT),
            entry("saoma.limits.failures", SettingForm.TEXT),
            entry("saoma.limits.open", SettingForm.COUNT),
            entry("saoma.management.drain", SettingForm.DURATION),
            entry("saoma.management.host", SettingForm.TEXT),
            entry("saoma.management.port", SettingForm.PORT),
            entry("saoma.mode", SettingForm.MODE),
            entry("saoma.oidc", SettingForm.SWITCH),
            entry("saoma.oidc.key", SettingForm.SECRET),
            entry("saoma.oidc.key-file", SettingForm.FILE),
            entry("saoma.path", SettingForm.TEXT),
            entry("saoma.port", SettingForm.PORT),
            entry("saoma.public-url", SettingForm.URL),
            entry("saoma.redirect-uris", SettingForm.LIST),
            entry("saoma.redis.url", SettingForm.SECRET),
            entry("saoma.seal-key", SettingForm.SECRET),
            entry("saoma.seal-key-file", SettingForm.FILE),
            entry("saoma.session.absolute", SettingForm.DURATION),
            entry("saoma.session.cached", SettingForm.DURATION),
            entry("saoma.session.idle", SettingForm.DURATION),
            entry("saoma.session.recent", SettingForm.DURATION),
            entry("saoma.store.migrate", SettingForm.FLAG),
            entry("saoma.store.password", SettingForm.SECRET),
            entry("saoma.store.password-file", SettingForm.FILE),
            entry("saoma.store.pool-size", SettingForm.CONNECTIONS),
            entry("saoma.store.url", SettingForm.TEXT),
            entry("saoma.store.user", SettingForm.TEXT),
            entry("saoma.trusted-proxies", SettingForm.LIST),
            entry("saoma.wechat.api-url", SettingForm.URL),
            entry("saoma.wechat.in-flight", SettingForm.COUNT),
            entry("saoma.wechat.page-url", SettingForm.URL),
            entry("saoma.wechat.proxy", SettingForm.SECRET),
            entry("saoma.wechat.proxy-file", SettingForm.FILE));

    /** Every setting. */
    public static final Set<String> KEYS = new TreeSet<>(FORMS.keySet());

    /** Secrets that may be in a separate file, for example mounted into a container; the key with {@code -file} names it. */
    static final List<String> IN_FILES = List.of(
            "saoma.admin-key", "saoma.oidc.key", "saoma.seal-key", "saoma.store.password", "saoma.wechat.proxy");

    /** A value and its source, for messages. */
    record Entry(String key, String value, String source) {
        /** Leaves out the value, which may be a password or a key. */
        @Override
        public String toString() {
            return key + " from " + source;
        }
    }

    /** Variables that {@code serve}, {@code doctor} and the launcher read elsewhere. */
    private static final Set<String> NO_SETTINGS = Set.of("SAOMA_CONFIG", "SAOMA_JAVA_OPTS");

    /** Variables that Kubernetes sets in every container for a Service whose name begins with saoma. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("SAOMA_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private static final Pattern PROPERTY = Pattern.compile("^\\s*([a-z][a-z0-9.-]*)\\s*[=:\\s]");

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final SettingFaults faults =
            new SettingFaults(key -> find(key).map(Entry::source).orElse(""));
    private final List<String> strayVariables;
    /** The line of each key in the properties file. */
    private final Map<String, Integer> lines = new HashMap<>();

    private Configuration(Map<String, String> commandLine, Map<String, String> environment, Optional<Path> file) {
        file.ifPresent(path -> {
            load(path).forEach((key, value) -> put(key, value, path.toString()));
            lines.putAll(lines(path));
        });
        for (String key : KEYS) {
            String variable = variable(key);
            String value = environment.get(variable);
            if (value != null) {
                put(key, value, "environment variable " + variable);
            }
        }
        commandLine.forEach((key, value) -> put(key, value, "command line"));
        entries.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> faults.add(key, "is not a setting; there are " + String.join(", ", KEYS)));
        IN_FILES.forEach(this::readFile);
        faults.requireNone();
        strayVariables = stray(environment.keySet());
    }

    /**
     * Joins the three sources.
     *
     * @throws ConfigException with every unknown key and every file that cannot be read
     */
    public static Configuration of(
            Map<String, String> commandLine, Map<String, String> environment, Optional<Path> file) {
        return new Configuration(commandLine, environment, file);
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Parses all values; a value without the form of its setting becomes a fault. */
    SettingReader reader() {
        var values = new HashMap<String, Object>();
        entries.forEach((key, entry) -> faults.check(
                        key, () -> FORMS.getOrDefault(key, SettingForm.TEXT).parse(entry.value()))
                .ifPresent(value -> values.put(key, value)));
        return new SettingReader(values, faults);
    }

    SettingFaults faults() {
        return faults;
    }

    /** Returns where a key was set, in the form of the faults; empty when it was not. */
    public Optional<String> source(String key) {
        return find(key).map(Entry::source);
    }

    /** Returns every setting with its source, in the order of the keys; the values of secrets are left out. */
    public List<EffectiveSetting> effective() {
        return KEYS.stream()
                .map(key -> EffectiveSetting.of(
                        key,
                        FORMS.getOrDefault(key, SettingForm.TEXT) == SettingForm.SECRET,
                        find(key),
                        lines.getOrDefault(key, 0)))
                .toList();
    }

    /**
     * Returns the environment variables that look like settings and are none, most likely misspelt, sorted. They are not
     * refused, since the operator may not have set them.
     */
    public List<String> strayVariables() {
        return strayVariables;
    }

    /** Returns the file from which a secret was read: the properties file or a separate one. */
    public Optional<Path> secretFile() {
        return Stream.of(
                        "saoma.admin-key",
                        "saoma.oidc.key",
                        "saoma.seal-key",
                        "saoma.store.password",
                        "saoma.redis.url",
                        "saoma.wechat.proxy")
                .flatMap(key -> find(key).stream())
                .filter(entry ->
                        !entry.key().matches(".*(url|proxy)") || entry.value().contains("@"))
                .map(Entry::source)
                .filter(source -> !source.startsWith("environment ") && !source.equals("command line"))
                .map(Path::of)
                .findFirst();
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

    private void readFile(String key) {
        String fileKey = key + "-file";
        Entry named = entries.get(fileKey);
        if (named == null) {
            return;
        }
        if (entries.containsKey(key)) {
            faults.add(fileKey, "is given and " + key + " too; give one of the two");
            return;
        }
        try {
            put(key, Files.readString(Path.of(named.value())), named.value());
        } catch (IOException | InvalidPathException e) {
            faults.add(fileKey, "names no readable file of text: " + named.value());
        }
    }

    private void put(String key, String value, String source) {
        entries.put(key, new Entry(key, value.strip(), source));
    }

    /** Returns where keys are that are written without escapes, from 1 on. */
    private static Map<String, Integer> lines(Path path) {
        var found = new HashMap<String, Integer>();
        try {
            List<String> text = Files.readAllLines(path, StandardCharsets.UTF_8);
            for (int i = 0; i < text.size(); i++) {
                Matcher key = PROPERTY.matcher(text.get(i));
                if (key.find()) {
                    found.put(key.group(1), i + 1);
                }
            }
        } catch (IOException e) {
            // The numbers are for people; the file was readable a moment ago.
        }
        return found;
    }

    private static Map<String, String> load(Path path) {
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
