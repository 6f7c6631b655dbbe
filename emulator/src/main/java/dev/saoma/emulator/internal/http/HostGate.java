package dev.saoma.emulator.internal.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Host headers that get a response. Without this check a page on the internet could point its own name at 127.0.0.1
 * (DNS rebinding) and control the emulator of its visitor.
 *
 * @param lan whether any IP address is allowed, for phones in the same network
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

    /** Returns WeChat's host names, which clients with fixed hosts call. */
    public static Set<String> wechatHosts() {
        return WECHAT;
    }

    /**
     * Returns whether a request for this host gets a response.
     *
     * @param host with or without port
     */
    public boolean admits(String host) {
        String name = name(host);
        return LOOPBACK.contains(name)
                || WECHAT.contains(name)
                || (lan && IP.matcher(name).matches());
    }

    /** Returns whether this host can only be reached from this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(name(host));
    }

    /** Returns whether this is one of {@link #wechatHosts}. */
    public static boolean isWechat(String host) {
        return WECHAT.contains(name(host));
    }

    private static String name(String host) {
        return PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
