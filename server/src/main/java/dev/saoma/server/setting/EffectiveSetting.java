package dev.saoma.server.setting;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting and where it comes from.
 *
 * @param value as it was given; empty when it was not, and for a secret
 * @param byDefault the value when none is given; empty for none, and where it depends on other things
 * @param where the environment variable, or the file and the line in it; empty for the command line and for a default
 * @param isSecret whether the value is never shown
 * @param isSet whether it was given
 */
public record EffectiveSetting(
        String key,
        Optional<String> value,
        Optional<String> byDefault,
        Source source,
        Optional<String> where,
        boolean isSecret,
        boolean isSet) {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("saoma.mode", "production"),
            entry("saoma.host", "0.0.0.0"),
            entry("saoma.port", "8080"),
            entry("saoma.app", "app"),
            entry("saoma.data", "data"),
            entry("saoma.elements", "folder"),
            entry("saoma.limits.attempts", "200,10"),
            entry("saoma.limits.calls", "600,60"),
            entry("saoma.limits.failures", "100,10"),
            entry("saoma.limits.open", "1000"),
            entry("saoma.console", "off"),
            entry("saoma.oidc", "off"),
            entry("saoma.console-host", "127.0.0.1"),
            entry("saoma.store.pool-size", "8"),
            entry("saoma.store.migrate", "true"),
            entry("saoma.session.idle", "30m"),
            entry("saoma.session.absolute", "12h"),
            entry("saoma.session.cached", "30s"),
            entry("saoma.session.recent", "10m"),
            entry("saoma.login.attempt", "20m"),
            entry("saoma.login.login-code", "5m"),
            entry("saoma.login.bind-ticket", "10m"),
            entry("saoma.login.invitation", "24h"),
            entry("saoma.login.profile", "7d"),
            entry("saoma.management.host", "127.0.0.1"),
            entry("saoma.management.drain", "0s"),
            entry("saoma.wechat.page-url", "https://open.weixin.qq.com"),
            entry("saoma.wechat.in-flight", "1000"),
            entry("saoma.wechat.api-url", "https://api.weixin.qq.com"));

    private static final String VARIABLE = "environment variable ";

    /** Passwords that an address may hold. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(://)[^/@?]*@|([?&;][^=&;]*(?:password|secret|key)[^=&;]*=)[^&;]*");

    /** Where a value comes from. */
    public enum Source {
        COMMAND_LINE("command line"),
        ENVIRONMENT("environment"),
        FILE("file"),
        DEFAULT("default");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** Returns the words for the API. */
        public String text() {
            return text;
        }
    }

    /** @param line of the properties file, for a value from there; 0 when it is not known */
    static EffectiveSetting of(String key, boolean isSecret, Optional<Configuration.Entry> given, int line) {
        Optional<String> value = given.filter(entry -> !isSecret).map(entry -> withoutPassword(entry.value()));
        return new EffectiveSetting(
                key,
                value,
                Optional.ofNullable(DEFAULTS.get(key)),
                given.map(entry -> source(entry.source())).orElse(Source.DEFAULT),
                given.flatMap(entry -> where(entry.source(), line)),
                isSecret,
                given.isPresent());
    }

    private static String withoutPassword(String value) {
        return PASSWORD.matcher(value).replaceAll(found -> found.group(1) != null ? "$1***@" : "$2***");
    }

    private static Source source(String source) {
        if (source.startsWith(VARIABLE)) {
            return Source.ENVIRONMENT;
        }
        return source.equals("command line") ? Source.COMMAND_LINE : Source.FILE;
    }

    private static Optional<String> where(String source, int line) {
        return switch (source(source)) {
            case ENVIRONMENT -> Optional.of(source.substring(VARIABLE.length()));
            case FILE -> Optional.of(line > 0 ? source + ":" + line : source);
            case COMMAND_LINE, DEFAULT -> Optional.empty();
        };
    }
}
