package dev.saoma.emulator.internal.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which Host headers are answered. Without this a page on the internet could point its own name at 127.0.0.1 (DNS
 * rebinding) and drive the emulator of whoever visits it.
 *
 * @param lan whether any IP address is a good host, for phones in the same network
 */
public record HostGate(boolean lan) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> WECHAT = Set.of(
            "open.weixin.qq.com",
            "lp.open.weixin.qq.com",
            "long.open.weixin.qq.com",
            "api.weixin.qq.com",
            "api2.weixin.qq.com",
            "sh.api.weixin.qq.com",
            "sz.api.weixin.qq.com",
            "hk.api.weixin.qq.com",
            "res.wx.qq.com",
            "thirdwx.qlogo.cn");
    private static final Pattern IP = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    /** WeChat's host names: those that a client with fixed hosts calls. */
    public static Set<String> wechatHosts() {
        return WECHAT;
    }

    /**
     * Whether a request for this host is answered.
     *
     * @param host with or without port
     */
    public boolean admits(String host) {
        String name = name(host);
        return LOOPBACK.contains(name)
                || WECHAT.contains(name)
                || (lan && IP.matcher(name).matches());
    }

    /** Whether this host can only be reached from this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(name(host));
    }

    /** Whether this is one of {@link #wechatHosts}. */
    public static boolean isWechat(String host) {
        return WECHAT.contains(name(host));
    }

    private static String name(String host) {
        return PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
