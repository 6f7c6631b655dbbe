package dev.saoma.demo.site;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A profile with a hostile or decorative nickname and picture address.
 *
 * @param nickname JSON text, which may contain invalid Unicode
 * @param avatar JSON text
 */
record Hostile(String nickname, String avatar) {
    static final String CANARY = "canary.example";
    private static final String PICTURE = "https://thirdwx.qlogo.cn/mmopen/vi_32/hostile/132";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUN = "window.pwned=1;fetch('https://" + CANARY + "/')";

    private static final List<String> NICKNAMES = List.of(
            "<script>" + RUN + "</script>",
            "</p></section><script>pwned=1</script>",
            "<img src=x onerror=pwned=1>",
            "<img src=https://" + CANARY + "/a.png>",
            "<svg onload=pwned=1>",
            "<svg><animate onbegin=pwned=1 attributeName=x>",
            "<iframe src=https://" + CANARY + "/></iframe>",
            "<iframe srcdoc='<script>parent.pwned=1</script>'>",
            "<object data=https://" + CANARY + "/>",
            "<embed src=https://" + CANARY + "/>",
            "<link rel=stylesheet href=//" + CANARY + "/>",
            "<base href=https://" + CANARY + "/>",
            "<meta http-equiv=refresh content=0;//" + CANARY + ">",
            "<form action=//" + CANARY + "><button autofocus>",
            "<details open ontoggle=pwned=1>",
            "<input autofocus onfocus=pwned=1>",
            "<a href=javascript:pwned=1 id=name>Grace</a>",
            "<style>*{background:url(//" + CANARY + ")}</style>",
            "<b class=wechat-login id=status>bold</b>",
            "<wechat-login endpoint=//" + CANARY + ">",
            "<template><script>pwned=1</script></template>",
            "<!--",
            "-->",
            "]]>",
            "<![CDATA[",
            "\"><script>pwned=1</script>",
            "'><img src=x onerror=pwned=1>",
            "\" onmouseover=\"pwned=1",
            "' autofocus onfocus='pwned=1",
            "`${pwned=1}`",
            "${pwned=1}",
            "{{constructor.constructor('pwned=1')()}}",
            "{name}{name}{title}{time}{corp}",
            "$&$1$$$`$'",
            "%s%n%x{0}{1}",
            "&lt;script&gt;pwned=1&lt;/script&gt;",
            "&#x3c;img src=x onerror=pwned=1&#x3e;",
            "&amp;lt;b&amp;gt;",
            "\\u003cscript\\u003e",
            "%3Cscript%3Epwned=1%3C/script%3E",
            "javascript:pwned=1",
            "data:text/html,<script>pwned=1</script>",
            "url(https://" + CANARY + "/)",
            "expression(pwned=1)",
            "}</style><script>pwned=1</script>",
            "__proto__",
            "constructor",
            "toString",
            "null",
            "undefined",
            "\u202egnihtyna sdaer siht",
            "\u202d\u202c\u2066\u2067\u2068\u2069admin",
            "\u200b\u200c\u200d\ufeff",
            "\u3164\u115f\u2800",
            "Z\u0363\u0364\u0365\u0366\u0367\u0368\u0369\u036a\u036b\u036c\u036d\u036e\u036fa\u0300\u0301\u0302lgo",
            "\ufdfd\ufdfd\ufdfd\ufdfd",
            "line\u2028another\u2029one\u0085more",
            "tab\tbell\u0007null\u0000escape\u001b[31m\r\nSet-Cookie: a=b",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
            "' OR 1=1; DROP TABLE saoma_user; --",
            "../../../../etc/passwd",
            "A".repeat(10_240),
            "王".repeat(3_000),
            "");

    private static final List<String> AVATARS = List.of(
            "javascript:pwned=1",
            "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='pwned=1'/>",
            "data:text/html,<script>pwned=1</script>",
            "https://" + CANARY + "/a.png",
            "//" + CANARY + "/a.png",
            "http://" + CANARY + "/a.png",
            "https://thirdwx.qlogo.cn@" + CANARY + "/a.png",
            "https://thirdwx.qlogo.cn." + CANARY + "/a.png",
            "https://" + CANARY + "/?https://thirdwx.qlogo.cn/a/132",
            "https://" + CANARY + "\\@thirdwx.qlogo.cn/a.png",
            "https://thirdwx.qlogo.cn/a\" onerror=\"pwned=1",
            "https://thirdwx.qlogo.cn/a' onload='pwned=1",
            "https://thirdwx.qlogo.cn/<script>pwned=1</script>",
            "https://thirdwx.qlogo.cn/);background:url(https://" + CANARY + "/",
            "https://thirdwx.qlogo.cn:8443/a.png",
            "blob:https://" + CANARY + "/1",
            "file:///etc/passwd",
            "about:blank",
            "x",
            "https://thirdwx.qlogo.cn/" + "a".repeat(10_240));

    /** Returns every nickname with one of the avatars, and nicknames of invalid Unicode. */
    static List<Hostile> all() {
        Stream<Hostile> texts = IntStream.range(0, NICKNAMES.size())
                .mapToObj(i -> new Hostile(json(NICKNAMES.get(i)), json(AVATARS.get(i % AVATARS.size()))));
        Stream<Hostile> broken = Stream.of("\"\\ud83d\"", "\"\\udc00 low first \\ud800\"", "\"a\\ud800\\ud800z\"")
                .map(nickname -> new Hostile(nickname, json(PICTURE)));
        return Stream.concat(texts, broken).toList();
    }

    /** Returns all profiles as a JSON array for a script. */
    static String raw() {
        return all().stream()
                .map(each -> "{\"nickname\":" + each.nickname() + ",\"avatar\":" + each.avatar() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(String text) {
        return JSON.writeValueAsString(text);
    }
}
