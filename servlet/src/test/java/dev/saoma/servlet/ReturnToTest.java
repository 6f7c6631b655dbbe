package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {
    /** The list 1A-R, and what else came to mind. */
    private static final List<String> TRICKS = List.of(
            "//e.com",
            "///e.com",
            "/\\e.com",
            "\\/e.com",
            "\\\\e.com",
            "/%2fe.com",
            "/%2Fe.com",
            "/%5ce.com",
            "/%09/e.com",
            "/\t/e.com",
            "\t//e.com",
            "/%0d%0aLocation:https://e.com",
            "/\r\nLocation:x",
            "https:e.com",
            "https:/e.com",
            "https:///e.com",
            "https://ok.com@e.com",
            "https://ok.com:443@e.com",
            "https://ok.com\\@e.com",
            "https://a@b@ok.com@e.com",
            "https://e.com#@ok.com",
            "https://e.com?ok.com",
            "https://ok.com.e.com",
            "https://eok.com",
            "https://OK.com.",
            "https://ok.com.",
            "https://e。com",
            "https://ⓔ.com",
            "http://[::ffff:7f00:1]",
            "http://0x7f.1",
            "http://2130706433",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "java%0ascript:alert(1)",
            "data:text/html,x",
            "blob:https://ok.com/1",
            "/..//e.com",
            "/./\\e.com",
            "/;@e.com",
            "?returnTo=//e.com",
            "/login?returnTo=https://e.com",
            "/login?returnTo=/x",
            "/\uD800",
            "\uD800",
            "/" + "a".repeat(65_536),
            "/\u202Emoc.e",
            "/%E2%80%AEmoc.e",
            "",
            " ",
            " /x",
            "/ x",
            "x",
            "e.com",
            "/@e.com",
            "/a/..",
            "/a/%2e%2e/b",
            "/a//b",
            "/x?u=//e.com",
            "/x?u=%2f%2fe.com",
            "/x?u=%5c",
            "/%00",
            "/x%",
            "/x%2",
            "/x%zz",
            "/%ff",
            "/%c0%af",
            "/%252fe.com",
            "/x%2500",
            "/é",
            "/／e.com",
            "//",
            "/\\",
            "\\",
            "https://ok.com\t/x",
            "https://ok.com//e.com",
            "https://ok.com/..",
            "https://ok.com:444/x",
            "http://ok.com/x",
            "HTTPS://OK.COM/x",
            "https://ok.com%2e.e.com/",
            "https://ok.com%00.e.com",
            "ftp://ok.com/x",
            "file:///etc/passwd",
            "ok.com/x",
            "/x\u0000",
            "/x\u007f",
            "/x\u2028",
            "null",
            "about:blank",
            "vbscript:x",
            "///\\;@e.com",
            "/%2e%2e//e.com");

    private final ReturnTo returnTo = new ReturnTo(List.of("https://login.ok.com", "https://ok.com"));

    static Stream<String> tricks() {
        return TRICKS.stream();
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void refusesEveryTrickRawAndEncodedOnceAndTwice(String trick) {
        String once = encoded(trick);

        assertThat(returnTo.allows(trick)).isFalse();
        assertThat(returnTo.allows(once)).isFalse();
        assertThat(returnTo.allows(encoded(once))).isFalse();
        if (trick.startsWith("/")) {
            assertThat(returnTo.allows("/" + encoded(encoded(trick)))).isFalse();
            assertThat(returnTo.allows("https://ok.com" + encoded(trick))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orders",
                "/orders?open=1&sort=-date",
                "/orders/42#lines",
                "/a.b/c-d_e~f",
                "/%E4%BD%A0%E5%A5%BD",
                "/search?q=a%20b",
                "/search?q=100%25",
                "/users/zoe@example.com",
                "/#/orders",
                "https://ok.com",
                "https://ok.com/",
                "https://ok.com/orders?open=1",
                "https://login.ok.com/account"
            })
    void allowsOrdinaryPlaces(String address) {
        assertThat(returnTo.allows(address)).isTrue();
    }

    @Test
    void allowsTwoThousandAndFortyEightCharactersAtMost() {
        assertThat(returnTo.allows("/" + "a".repeat(2_047))).isTrue();
        assertThat(returnTo.allows("/" + "a".repeat(2_048))).isFalse();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
