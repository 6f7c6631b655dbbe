package dev.saoma.server.doctor;

import dev.saoma.redis.RedisAddress;
import dev.saoma.redis.RedisSelfTest;
import dev.saoma.redis.RedisSelfTest.Kind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks whether Redis permits the commands of a node, and whether the password is sent in clear over a public network. */
record RedisCheck(Optional<RedisAddress> address, Host host) implements Check {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int PORT = 6379;

    @Override
    public List<Finding> run() {
        return address.map(this::run).orElseGet(List::of);
    }

    private List<Finding> run(RedisAddress redis) {
        var findings = new ArrayList<Finding>();
        findings.add(RedisSelfTest.of(redis, TIMEOUT)
                .map(trouble -> Finding.fail(key(trouble.kind(), redis.tls()), redis, trouble.word(), redis.host()))
                .orElseGet(() -> Finding.ok("redis.usable", redis)));
        if (!redis.tls() && isPublic(redis.host())) {
            findings.add(Finding.warn("redis.in-clear", redis));
        }
        return findings;
    }

    static String key(Kind kind, boolean tls) {
        String key = "redis." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return kind == Kind.CONNECTION && tls ? key + "-tls" : key;
    }

    private boolean isPublic(String name) {
        try {
            InetAddress ip = host.route().to(name, PORT).getAddress();
            boolean unique = ip instanceof Inet6Address && (ip.getAddress()[0] & 0xfe) == 0xfc;
            return !(unique || ip.isLoopbackAddress() || ip.isSiteLocalAddress() || ip.isLinkLocalAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
