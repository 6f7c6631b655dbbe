package dev.saoma.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a Redis server, with user and password. Its text form is the address alone, without credentials. */
public final class RedisAddress {
    private static final Pattern DATABASE = Pattern.compile("/?|/[0-9]{1,4}");

    /** A scheme for Sentinel or Cluster, or more than one host. */
    private static final Pattern SEVERAL =
            Pattern.compile("^[a-z]*[+-]?(sentinel|cluster)|^rediss?[+-][a-z]|,|;", Pattern.CASE_INSENSITIVE);

    private final RedisURI uri;
    private final String text;

    private RedisAddress(RedisURI uri, String text) {
        this.uri = uri;
        this.text = text;
    }

    /**
     * Reads {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://…} for TLS. With TLS, Java's
     * trust store checks the server's certificate and name.
     *
     * @throws IllegalArgumentException telling the expected form, without repeating the input
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

    /** Returns the host's name or address; an IPv6 address without brackets. */
    public String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    /** Returns whether the connection is encrypted. */
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
