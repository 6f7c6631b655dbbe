package dev.saoma.servlet.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReturnToValidatorTest {
    /** Addresses that attempt an open redirect. */
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
            "x",
            "e.com",
            "/a/..",
            "/a/%2e%2e/b",
            "/a//b",
            "/%00",
            "/%ff",
            "/%c0%af",
            "/%252fe.com",
            "/x%2500",
            "/／e.com",
            "//",
            "/\\",
            "\\",
            "https://ok.com\t/x",
            "https://ok.com//e.com",
            "https://ok.com/..",
            "https://ok.com:444/x",
            "http://ok.com/x",
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
            "/%2e%2e//e.com",
            "/..;//e.com",
            "/..;/x",
            "/a/%2e%2e;x/b",
            "/%252e%252e/x",
            "/‥/x",
            "/%EF%BC%8Fe.com",
            "/＼e.com",
            "/%2509/e.com",
            "javascript:alert(1)//https://ok.com/",
            "javascript://ok.com/%0aalert(1)",
            "https://ok.com:443:443/",
            "https://[ok.com]/",
            "https://ok.com\u3002e.com/",
            "https://ok.com;e.com/",
            "/x\n?a=1",
            "/x?a=1\r\nSet-Cookie:x",
            "/x#\u2029",
            "/x?ReturnTo=/y",
            "/x?return%54o=//e.com");

    private final ReturnToValidator returnTo = new ReturnToValidator(List.of("https://login.ok.com", "https://ok.com"));

    static Stream<String> tricks() {
        return TRICKS.stream();
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void refusesEveryTrickRawAndEncodedOnceAndTwice(String trick) {
        String once = encoded(trick);

        assertThat(kept(trick)).isEmpty();
        assertThat(kept(once)).isEmpty();
        assertThat(kept(encoded(once))).isEmpty();
        if (trick.startsWith("/") && !trick.contains("?")) {
            assertThat(kept("/" + encoded(trick))).isEmpty();
            assertThat(kept("/" + encoded(encoded(trick)))).isEmpty();
            assertThat(kept("https://ok.com" + encoded(trick))).isEmpty();
        }
    }

    /** Addresses that applications use, each with its normalised form. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ /",
                "/orders /orders",
                "/orders?id=7 /orders?id=7",
                "/orders?open=1&sort=-date /orders?open=1&sort=-date",
                "'/orders/42#lines' '/orders/42#lines'",
                "/a.b/c-d_e~f /a.b/c-d_e~f",
                "/%E4%BD%A0%E5%A5%BD /%E4%BD%A0%E5%A5%BD",
                "/search?q=a%20b /search?q=a%20b",
                "/search?q=100%25 /search?q=100%25",
                "/search?q=100% /search?q=100%25",
                "/search?q=50%zz /search?q=50%25zz",
                "'/search?q=two words' /search?q=two%20words",
                "'/two words' /two%20words",
                "/search?q=a+b /search?q=a+b",
                "/search?q=%B2%E2 /search?q=%B2%E2",
                "/search?q=a%0D%0Ab /search?q=a%0D%0Ab",
                "/search?q=订单 /search?q=%E8%AE%A2%E5%8D%95",
                "/文档/入门 /%E6%96%87%E6%A1%A3/%E5%85%A5%E9%97%A8",
                "/文档#安装 /%E6%96%87%E6%A1%A3#%E5%AE%89%E8%A3%85",
                "/é /%C3%A9",
                "/😀 /%F0%9F%98%80",
                "/a%2520b /a%2520b",
                "/users/zoe@example.com /users/zoe@example.com",
                "/@maria /@maria",
                "/@e.com /@e.com",
                "/;@e.com /;@e.com",
                "/orders;v=2/7 /orders;v=2/7",
                "/report?range=1..5 /report?range=1..5",
                "/versions/1..2 /versions/1..2",
                "/...hidden /...hidden",
                "/a../b /a../b",
                "/.well-known/x /.well-known/x",
                "/img?path=a//b /img?path=a//b",
                "/img?path=../b /img?path=../b",
                "/x?u=//e.com /x?u=//e.com",
                "/x?u=%2f%2fe.com /x?u=%2f%2fe.com",
                "/x?u=%5c /x?u=%5c",
                "/x?u=a\\b /x?u=a%5Cb",
                "/app?from=https%3A%2F%2Fpartner.example%2Fa /app?from=https%3A%2F%2Fpartner.example%2Fa",
                "/app?from=https://partner.example/a /app?from=https://partner.example/a",
                "/app?from=https://user@partner.example/a /app?from=https://user@partner.example/a",
                "/app#https://partner.example/ /app#https://partner.example/",
                "/go?to=%2Forders%3Fname%3D%25E8%25AE%25A2 /go?to=%2Forders%3Fname%3D%25E8%25AE%25A2",
                "/go?to=javascript:alert(1) /go?to=javascript:alert(1)",
                "/#/orders /#/orders",
                "/#!/orders?id=1 /#!/orders?id=1",
                "/?a[]=1&b={2}|3 /?a[]=1&b={2}|3",
                "/files/a%2Fb /files/a%2Fb",
                "/x?? /x??",
                "/x?a=1#b?c#d /x?a=1#b?c#d",
                "/x? /x?",
                "/javascript:alert(1) /javascript:alert(1)",
                "/http:/e.com /http:/e.com",
                "/100% /100%25",
                "https://ok.com https://ok.com",
                "https://ok.com/ https://ok.com/",
                "https://ok.com?a=1 https://ok.com/?a=1",
                "https://ok.com#@e.com https://ok.com/#@e.com",
                "https://ok.com:443/x https://ok.com/x",
                "HTTPS://OK.COM/x https://ok.com/x",
                "https://ok.com/orders?open=1 https://ok.com/orders?open=1",
                "https://ok.com/文档 https://ok.com/%E6%96%87%E6%A1%A3",
                "https://ok.com/@maria https://ok.com/@maria",
                "https://login.ok.com/account https://login.ok.com/account"
            })
    void keepsWhatApplicationsHave(String address, String as) {
        assertThat(kept(address)).contains(as);
        assertThat(as).matches("[\\x21-\\x7e]+");
        // A browser resolves the address to a host that is allowed.
        URI base = URI.create("https://login.ok.com/saoma/login");
        String plain = as.replaceAll("[^A-Za-z0-9:/?#.%@]", "x").replaceAll("#(.*)#", "#$1x");
        assertThat(base.resolve(plain.replaceAll("%(?![0-9A-Fa-f]{2})", "%25")).getHost())
                .isIn("login.ok.com", "ok.com");
        assertThat(kept(as)).as("kept again").contains(as);
    }

    @Test
    void namesTheReasonAndNothingOfTheAddress() {
        for (String trick : TRICKS) {
            var outcome = (ReturnToValidator.Outcome.Refused) returnTo.keep(trick);
            assertThat(outcome.reason()).isNotEmpty().doesNotContain("e.com").hasSizeLessThan(150);
        }
    }

    @Test
    void keepsFourThousandAndNinetySixCharactersAtMost() {
        assertThat(kept("/" + "a".repeat(4_095))).isPresent();
        assertThat(kept("/" + "a".repeat(4_096))).isEmpty();
        assertThat(kept("/" + "文".repeat(455))).isPresent();
        assertThat(kept("/" + "文".repeat(456))).isEmpty();
    }

    private Optional<String> kept(String address) {
        return returnTo.keep(address) instanceof ReturnToValidator.Outcome.Kept kept
                ? Optional.of(kept.address())
                : Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
