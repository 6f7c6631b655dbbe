package dev.saoma.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a Redis is and who asks. In text it is the address alone, without user and password. */
public final class RedisAddress {
    private static final Pattern DATABASE = Pattern.compile("/?|/[0-9]{1,4}");

    /** A scheme of its own, or more than one host. */
    private static final Pattern SEVERAL =
            Pattern.compile("^[a-z]*[+-]?(sentinel|cluster)|^rediss?[+-][a-z]|,|;", Pattern.CASE_INSENSITIVE);

    private final RedisURI uri;
    private final String text;

    private RedisAddress(RedisURI uri, String text) {
        this.uri = uri;
        this.text = text;
    }

    /**
     * Reads {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://…} for TLS, where the server's
     * certificate is checked against the names that Java trusts.
     *
     * @throws IllegalArgumentException saying what is expected, and nothing of what was given
     */
    public static RedisAddress parse(String url) {
        URI given = uri(url);
        String scheme = String.valueOf(given.getScheme());
        boolean plain = given.getRawQuery() == null && given.getRawFragment() == null;
        @Nullable String host = given.getHost();
        boolean known = scheme.equals("redis") || scheme.equals("rediss");
        if (!known
                || host == null
                || !plain
                || !DATABASE.matcher(given.getRawPath()).matches()) {
            throw fault(url);
        }
        try {
            RedisURI uri = RedisURI.create(url);
            uri.setTimeout(Duration.ofSeconds(1));
            uri.setClientName("saoma");
            return new RedisAddress(uri, scheme + "://" + host + ":" + uri.getPort() + given.getRawPath());
        } catch (IllegalArgumentException e) {
            throw fault(url);
        }
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw fault(url);
        }
    }

    private static IllegalArgumentException fault(String url) {
        String several = SEVERAL.matcher(url).find()
                ? "; addresses of Sentinel, Cluster or several servers are not taken: name one Redis that takes writes, or what"
                        + " leads to it, such as a proxy before Sentinel or a provider's primary address"
                : "";
        return new IllegalArgumentException("must be redis://:password@host:6379/0 or, for TLS, rediss://…, where user,"
                + " password, port and database may be left out; what is special in a password is written as %40 for @"
                + several);
    }

    /** Its name or address; one of IPv6 without brackets. */
    public String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    /** Whether what is said there is encrypted. */
    public boolean tls() {
        return uri.isSsl();
    }

    RedisURI uri() {
        return uri;
    }

    @Override
    public String toString() {
        return text;
    }
}
