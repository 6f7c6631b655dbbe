package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.session.SessionLifetimes;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code saoma.session.*}, {@code saoma.login.*} and {@code saoma.management.drain}: how long things last, as
 * {@code 90s}, {@code 30m}, {@code 12h} or {@code 7d}; {@code 0} needs no unit.
 */
final class Lives {
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smhd])");

    private final Configuration configuration;

    Lives(Configuration configuration) {
        this.configuration = configuration;
    }

    SessionLifetimes session() {
        // A database server may have several nodes, and a SQLite file has one.
        SessionLifetimes usual =
                configuration.find("saoma.store.url").isPresent() ? SessionLifetimes.SHARED : SessionLifetimes.DEFAULT;
        Duration idle = positive("saoma.session.idle", usual.idle());
        Duration absolute = positive("saoma.session.absolute", usual.absolute());
        Duration cached = read("saoma.session.cached").orElse(usual.cached());
        Duration recent = positive("saoma.session.recent", usual.recent());
        if (idle.compareTo(SHORTEST_IDLE) >= 0 && !SessionLifetimes.noticesUse(idle, cached)) {
            throw configuration
                    .find("saoma.session.cached")
                    .or(() -> configuration.find("saoma.session.idle"))
                    .orElseThrow()
                    .fault(
                            "saoma.session.cached and a minute must be less than saoma.session.idle, else a session in constant"
                                    + " use would end; make the one shorter or the other longer");
        }
        try {
            return new SessionLifetimes(idle, absolute, cached, recent);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("settings", "saoma.session.idle", "must be 2m or more");
        }
    }

    Duration drain() {
        return read("saoma.management.drain").orElse(Duration.ZERO);
    }

    LoginLifetimes login() {
        LoginLifetimes usual = LoginLifetimes.DEFAULT;
        return new LoginLifetimes(
                positive("saoma.login.attempt", usual.attempt()),
                positive("saoma.login.login-code", usual.loginCode()),
                positive("saoma.login.bind-ticket", usual.bindTicket()),
                positive("saoma.login.invitation", usual.invitation()),
                positive("saoma.login.profile", usual.profile()));
    }

    private Duration positive(String key, Duration usual) {
        Duration life = read(key).orElse(usual);
        if (life.isZero()) {
            throw configuration.find(key).orElseThrow().fault("must be more than nothing");
        }
        return life;
    }

    private Optional<Duration> read(String key) {
        return configuration.find(key).map(Lives::duration);
    }

    private static Duration duration(Configuration.Entry entry) {
        if (entry.value().equals("0")) {
            return Duration.ZERO;
        }
        Matcher form = FORM.matcher(entry.value());
        if (!form.matches()) {
            throw entry.fault("must be a duration such as 90s, 30m, 12h or 7d");
        }
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
