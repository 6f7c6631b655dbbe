package dev.saoma.wechat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses of WeChat, and the limits of calls to it.
 *
 * @param page the base of the pages, {@code https://open.weixin.qq.com} by default
 * @param api the base of the server API, {@code https://api.weixin.qq.com} by default
 * @param deadline for all calls of one login together (default 5 s)
 * @param inFlight how many logins may call WeChat at once (default 1,000). One more waits up to 200 ms and then
 *     fails with {@code wechat_busy}; at most a quarter as many wait, and further ones fail at once. Where each request
 *     has a platform thread, this must be less than the number of threads, for example half of them; otherwise requests
 *     of signed-in users wait for WeChat too
 * @param proxy the proxy for calls to WeChat; when empty, the one of Java's system properties
 *     {@code https.proxyHost}, {@code https.proxyPort} and {@code http.nonProxyHosts}, if set (default empty)
 */
public record WeChatSettings(URI page, URI api, Duration deadline, int inFlight, Optional<HttpProxy> proxy) {
    /** The hosts of WeChat's avatars. */
    public static final List<String> AVATAR_HOSTS = List.of("thirdwx.qlogo.cn", "wx.qlogo.cn");

    private static final Set<String> PAGE_HOSTS = Set.of("open.weixin.qq.com");
    private static final Set<String> API_HOSTS = Set.of(
            "api.weixin.qq.com",
            "api2.weixin.qq.com",
            "sh.api.weixin.qq.com",
            "sz.api.weixin.qq.com",
            "hk.api.weixin.qq.com");

    /** WeChat itself, 5 seconds, 1,000 at once. */
    public static final WeChatSettings DEFAULT = new WeChatSettings(
            URI.create("https://open.weixin.qq.com"),
            URI.create("https://api.weixin.qq.com"),
            Duration.ofSeconds(5),
            1_000);

    /**
     * @throws IllegalArgumentException when an address is not a bare http or https origin, or a limit is not
     *     positive
     */
    public WeChatSettings {
        requireOrigin(page);
        requireOrigin(api);
        if (deadline.isNegative() || deadline.isZero() || inFlight < 1) {
            throw new IllegalArgumentException("the deadline and the number in flight must be positive");
        }
    }

    /** Creates settings without a proxy other than Java's. */
    public WeChatSettings(URI page, URI api, Duration deadline, int inFlight) {
        this(page, api, deadline, inFlight, Optional.empty());
    }

    /**
     * Returns settings for an emulator that serves all of WeChat's hosts at one address, {@code http://localhost:9090}.
     */
    public static WeChatSettings emulator(String baseUrl) {
        URI base = URI.create(baseUrl);
        return DEFAULT.at(base, base);
    }

    /** Returns these settings with other addresses. */
    public WeChatSettings at(URI otherPage, URI otherApi) {
        return new WeChatSettings(otherPage, otherApi, deadline, inFlight, proxy);
    }

    /** Returns these settings with a proxy. */
    public WeChatSettings through(HttpProxy other) {
        return new WeChatSettings(page, api, deadline, inFlight, Optional.of(other));
    }

    /** Returns the proxy to an address of WeChat: the one of these settings, else Java's, else none. */
    public Optional<HttpProxy> proxyTo(URI target) {
        return proxy.or(() -> HttpProxy.ofJava(target));
    }

    /** Returns these settings with another number of logins that may call WeChat at once. */
    public WeChatSettings withInFlight(int logins) {
        return new WeChatSettings(page, api, deadline, logins, proxy);
    }

    /** Returns whether both addresses are WeChat's own, over https. Production accepts no others. */
    public boolean official() {
        return official(page, PAGE_HOSTS) && official(api, API_HOSTS);
    }

    private static boolean official(URI uri, Set<String> hosts) {
        return "https".equals(uri.getScheme()) && uri.getPort() == -1 && hosts.contains(uri.getHost());
    }

    private static void requireOrigin(URI uri) {
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        boolean bare = (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!web || !bare || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "must be an origin like https://api.weixin.qq.com, without a path: " + uri);
        }
    }
}
