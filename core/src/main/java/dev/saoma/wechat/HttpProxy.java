package dev.saoma.wechat;

import dev.saoma.secret.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An HTTP proxy for calls to WeChat, used by {@code CONNECT}: TLS is between this process and WeChat, and the proxy
 * sees only a host name. Its text form shows neither user nor password.
 *
 * @param host name or address
 * @param user empty for none
 * @param password empty for none
 */
public record HttpProxy(String host, int port, String user, Secret password) {
    private static final String FORM =
            "must be http://host:port or http://user:password@host:port, where what is special in user or password is"
                    + " written as %40 for @";

    /**
     * Reads {@code http://[user:password@]host:port}.
     *
     * @throws IllegalArgumentException telling the expected form, without repeating the input
     */
    public static HttpProxy parse(String url) {
        URI uri = uri(url);
        boolean bare = (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!"http".equalsIgnoreCase(uri.getScheme()) || !bare || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException(FORM);
        }
        String[] login = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
        return new HttpProxy(
                uri.getHost(),
                uri.getPort(),
                Secret.configured(decoded(login[0])).reveal(),
                Secret.configured(decoded(login.length == 2 ? login[1] : "")));
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            if (!uri.isOpaque()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The message of this exception repeats the input.
        }
        throw new IllegalArgumentException(FORM);
    }

    /** Decodes {@code %xx} only: a plus sign in a password stays a plus sign. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /**
     * Returns the proxy that Java itself would use for an address: the system properties {@code https.proxyHost},
     * {@code https.proxyPort} and {@code http.nonProxyHosts}, or a {@link ProxySelector} that the application has set;
     * with {@code https.proxyUser} and {@code https.proxyPassword} if they are set.
     */
    static Optional<HttpProxy> ofJava(URI target) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return Optional.empty();
        }
        return selector.select(target).stream()
                .limit(1)
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .map(address -> new HttpProxy(
                        address.getHostString(),
                        address.getPort(),
                        System.getProperty(target.getScheme() + ".proxyUser", ""),
                        Secret.configured(System.getProperty(target.getScheme() + ".proxyPassword", ""))))
                .findFirst();
    }

    /** Returns whether the proxy needs user and password. */
    public boolean isAuthenticated() {
        return !user.isEmpty();
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
