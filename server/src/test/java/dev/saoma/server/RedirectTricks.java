package dev.saoma.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Addresses that some parser takes for a registered one, or a browser for one of another site. */
final class RedirectTricks {
    private static final List<String> ELSEWHERE = List.of(
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example",
            "/%2fevil.example",
            "/%5cevil.example",
            "/%09/evil.example",
            "https:evil.example",
            "https:/evil.example",
            "https:///evil.example",
            "https://evil。example",
            "https://ⓔvil.example",
            "http://[::ffff:7f00:1]",
            "http://0x7f.1",
            "http://2130706433",
            "javascript:alert(1)",
            "java%0ascript:alert(1)",
            "data:text/html,x",
            "blob:https://evil.example/1",
            "/..//evil.example",
            "/./\\evil.example",
            "/;@evil.example",
            "http://localhost.evil.example/cb",
            "\u202ehttps://evil.example",
            "https://evil.example/" + "a".repeat(4_000));

    private RedirectTricks() {}

    /** Returns tricks around an https address that is registered. */
    static List<String> around(String registered) {
        String host = registered.replaceFirst("https://([^/]+)/.*", "$1");
        String path = registered.replaceFirst("https://[^/]+", "");
        Stream<String> near = Stream.of(
                "https://" + host + "@evil.example" + path,
                "https://" + host + ":443@evil.example" + path,
                "https://" + host + "\\@evil.example" + path,
                "https://a@b@" + host + "@evil.example" + path,
                "https://evil.example@evil.example@" + host + path,
                "https://evil.example#@" + host + path,
                "https://evil.example?" + host + path,
                "https://" + host + ".evil.example" + path,
                "https://evil" + host + path,
                "https://" + host.toUpperCase(Locale.ROOT) + path,
                "https://" + host + "." + path,
                "https://" + host + ":443" + path,
                "https://" + host + ":8443" + path,
                "http://" + host + path,
                "HTTPS://" + host + path,
                registered + "/",
                registered + "/..",
                registered + "/../../evil",
                registered + "..;/evil",
                registered + "?x=1",
                registered + "?",
                registered + "#",
                registered + "#@evil.example",
                registered + "%2f..%2fevil",
                registered + "%00",
                registered + ";x",
                registered + " ",
                " " + registered,
                registered + "," + registered,
                registered + " https://evil.example",
                "https://" + host + "/..;/evil",
                "https://" + host + "//evil.example" + path,
                "https://" + host + path.toUpperCase(Locale.ROOT),
                "https://" + host,
                path);
        return Stream.concat(near, ELSEWHERE.stream())
                .flatMap(trick -> Stream.of(trick, URLEncoder.encode(trick, StandardCharsets.UTF_8)))
                .toList();
    }
}
