package dev.saoma.demo.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page of a third party with one {@code <wechat-login>}, as an address.
 *
 * @param origin one of the origins of {@link Sites}
 * @param headers cross-origin isolation: {@code coop}, {@code coep}
 * @param attributes the attributes of the element
 */
record HostPage(String origin, Map<String, String> headers, Map<String, String> attributes) {

    /** Returns a page whose element uses the given instance. */
    static HostPage at(String origin, String instance) {
        return new HostPage(origin, Map.of(), Map.of())
                .with("endpoint", Sites.LOGIN)
                .with("instance", instance);
    }

    HostPage with(String attribute, String value) {
        return new HostPage(origin, headers, put(attributes, attribute, value));
    }

    /** {@code Cross-Origin-Opener-Policy: same-origin}. */
    HostPage coop() {
        return new HostPage(origin, put(headers, "coop", "same-origin"), attributes);
    }

    /** {@code Cross-Origin-Embedder-Policy: require-corp}. */
    HostPage coep() {
        return new HostPage(origin, put(headers, "coep", "require-corp"), attributes);
    }

    String address() {
        return origin + "/?" + query(headers, "") + "&" + query(attributes, "a.");
    }

    private static String query(Map<String, String> values, String prefix) {
        return values.entrySet().stream()
                .map(each -> prefix + each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> put(Map<String, String> before, String key, String value) {
        var after = new LinkedHashMap<>(before);
        after.put(key, value);
        return after;
    }
}
