package dev.saoma.server;

import dev.saoma.server.connection.ConnectionLimits;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code saoma.trusted-proxies} and {@code saoma.limits.*}: {@code 200,10} is 200 at once and 10 a minute after that, {@code off} none. */
final class Clients {
    private Clients() {}

    static ClientSettings read(Configuration configuration) {
        RateLimits usual = RateLimits.DEFAULT;
        List<String> proxies = configuration.find("saoma.trusted-proxies").stream()
                .flatMap(entry -> Arrays.stream(entry.value().split(",")))
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .toList();
        return new ClientSettings(
                        proxies,
                        new RateLimits(
                                limit(configuration, "saoma.limits.attempts", usual.attempts()),
                                limit(configuration, "saoma.limits.calls", usual.calls()),
                                limit(configuration, "saoma.limits.failures", usual.failures())))
                .withOpen(count(configuration, "saoma.limits.open").orElse(ClientSettings.OPEN));
    }

    /** What {@code saoma.limits.connections} says, else what the heap has room for. */
    static ConnectionLimits connections(Configuration configuration) {
        return count(configuration, "saoma.limits.connections")
                .map(ConnectionLimits::of)
                .orElseGet(ConnectionLimits::ofThisProcess);
    }

    static Optional<Integer> count(Configuration configuration, String key) {
        return configuration.find(key).map(entry -> {
            if (!entry.value().matches("[1-9][0-9]{0,5}")) {
                throw entry.fault("must be a number from 1 to 999999");
            }
            return Integer.parseInt(entry.value());
        });
    }

    private static RateLimit limit(Configuration configuration, String key, RateLimit usual) {
        return configuration.find(key).map(Clients::limit).orElse(usual);
    }

    private static RateLimit limit(Configuration.Entry entry) {
        try {
            return RateLimit.parse(entry.value());
        } catch (IllegalArgumentException e) {
            throw entry.fault(String.valueOf(e.getMessage()));
        }
    }
}
