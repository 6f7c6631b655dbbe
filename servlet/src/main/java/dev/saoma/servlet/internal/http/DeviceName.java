package dev.saoma.servlet.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The name of a browser and its system, from {@code User-Agent}, by which a user tells sessions apart. It consists only
 * of the words below and never contains a part of the header.
 */
public final class DeviceName {
    private static final int READ = 512;
    // The order matters: most browsers also send names that are listed after their own.
    private static final Map<String, String> BROWSERS = inOrder(
            "wxwork", "WeCom",
            "MicroMessenger", "WeChat",
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser", "Samsung Internet",
            "HuaweiBrowser", "Huawei Browser",
            "MiuiBrowser", "Mi Browser",
            "QQBrowser", "QQ Browser",
            "UCBrowser", "UC Browser",
            "FxiOS", "Firefox",
            "Firefox", "Firefox",
            "CriOS", "Chrome",
            "Chrome", "Chrome",
            "Safari", "Safari",
            "okhttp", "Android app",
            "CFNetwork", "Apple app",
            "curl/", "curl");
    private static final Map<String, String> SYSTEMS = inOrder(
            "OpenHarmony", "HarmonyOS",
            "HarmonyOS", "HarmonyOS",
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Android", "Android",
            "Windows", "Windows",
            "Macintosh", "Mac",
            "CrOS", "ChromeOS",
            "Linux", "Linux");

    private DeviceName() {}

    /** Returns a name such as {@code Chrome, Windows}; empty for an unknown browser. */
    public static String of(HttpServletRequest request) {
        return named(Optional.ofNullable(request.getHeader("User-Agent")).orElse(""));
    }

    public static String named(String userAgent) {
        String text = userAgent.substring(0, Math.min(READ, userAgent.length()));
        String browser = first(BROWSERS, text);
        String system = first(SYSTEMS, text);
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }

    private static String first(Map<String, String> names, String text) {
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (text.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return "";
    }

    private static Map<String, String> inOrder(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
