package dev.saoma.oidc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUriTest {
    private static final String ADDRESS = "https://shop.example/cb?tenant=1";

    @Test
    void matchesItself() {
        assertThat(new RedirectUri(ADDRESS).matches(ADDRESS)).isTrue();
    }

    /** What parsers, browsers and normalisations have taken for the same address (O1). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://shop.example/cb",
                "https://shop.example/cb?tenant=1&x=1",
                "https://shop.example/cb?tenant=1#",
                "https://shop.example/cb?tenant=1#x",
                "https://shop.example/cb/?tenant=1",
                "https://shop.example/cb%2f?tenant=1",
                "https://shop.example/CB?tenant=1",
                "https://SHOP.example/cb?tenant=1",
                "HTTPS://shop.example/cb?tenant=1",
                "http://shop.example/cb?tenant=1",
                "https://shop.example:443/cb?tenant=1",
                "https://shop.example./cb?tenant=1",
                "https://shop.example/cb?tenant=%31",
                "https://shop.example/%63b?tenant=1",
                "https://shop.example/x/../cb?tenant=1",
                "https://shop.example/..;/cb?tenant=1",
                "https://shop.example/./cb?tenant=1",
                "https://shop.example//cb?tenant=1",
                "https://shop.example\\@evil.example/cb?tenant=1",
                "https://evil.example@shop.example/cb?tenant=1",
                "https://shop.example@evil.example/cb?tenant=1",
                "https://shop.example:x@evil.example/cb?tenant=1",
                "https://a@b@shop.example/cb?tenant=1",
                "https://shop.example.evil.example/cb?tenant=1",
                "https://evilshop.example/cb?tenant=1",
                "https://evil.example/https://shop.example/cb?tenant=1",
                "https://evil.example/?https://shop.example/cb?tenant=1",
                "//shop.example/cb?tenant=1",
                "/cb?tenant=1",
                "https:shop.example/cb?tenant=1",
                "https:/shop.example/cb?tenant=1",
                "https:///shop.example/cb?tenant=1",
                " https://shop.example/cb?tenant=1",
                "https://shop.example/cb?tenant=1 ",
                "https://shop.example/cb?tenant=1\n",
                "https://shop.example/cb?tenant=1\0",
                "https://shop.example/cb?tenant=1%00",
                "https://shop\u3002example/cb?tenant=1",
                "https://shop.example/cb?tenant=\uff11",
                "javascript:alert(1)//https://shop.example/cb?tenant=1"
            })
    void matchesNothingElse(String other) {
        assertThat(new RedirectUri(ADDRESS).matches(other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/cb?a=1",
                "http://127.0.0.1:1/cb?a=1",
                "http://127.0.0.1:8080/cb?a=1",
                "http://127.0.0.1:65535/cb?a=1"
            })
    void matchesAnyPortOfLoopback(String requested) {
        assertThat(RedirectUri.ofNative("http://127.0.0.1/cb?a=1").matches(requested))
                .isTrue();
        assertThat(RedirectUri.ofNative("http://127.0.0.1:4711/cb?a=1").matches(requested))
                .isTrue();
        assertThat(RedirectUri.ofNative("http://[::1]/cb?a=1").matches(requested.replace("127.0.0.1", "[::1]")))
                .isTrue();
    }

    /** O2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/other?a=1",
                "http://127.0.0.1:8080/cb",
                "http://127.0.0.1:8080/cb?a=1&b=2",
                "http://127.0.0.1:8080/cb?a=1#",
                "http://127.0.0.1:8080",
                "http://127.0.0.1:/cb?a=1",
                "http://127.0.0.1:0/cb?a=1",
                "http://127.0.0.1:00080/cb?a=1",
                "http://127.0.0.1:65536/cb?a=1",
                "http://127.0.0.1:123456/cb?a=1",
                "http://127.0.0.1:-1/cb?a=1",
                "http://127.0.0.1:+80/cb?a=1",
                "http://127.0.0.1:8\u0660/cb?a=1",
                "http://127.0.0.1:80:80/cb?a=1",
                "http://127.0.0.1:80@evil.example/cb?a=1",
                "http://127.0.0.1@evil.example/cb?a=1",
                "http://127.0.0.1.evil.example/cb?a=1",
                "http://127.0.0.1:80.evil.example/cb?a=1",
                "http://localhost/cb?a=1",
                "http://localhost:8080/cb?a=1",
                "http://localhost.evil.example/cb?a=1",
                "http://127.1/cb?a=1",
                "http://127.0.0.2/cb?a=1",
                "http://2130706433/cb?a=1",
                "http://[::1]/cb?a=1",
                "http://[::ffff:7f00:1]/cb?a=1",
                "https://127.0.0.1:8080/cb?a=1",
                "HTTP://127.0.0.1:8080/cb?a=1"
            })
    void matchesNothingElseThanThePortOfLoopback(String other) {
        assertThat(RedirectUri.ofNative("http://127.0.0.1/cb?a=1").matches(other))
                .isFalse();
    }

    @Test
    void matchesLoopbackOfOtherClientsExactly() {
        var registered = new RedirectUri("http://127.0.0.1:8080/cb");

        assertThat(registered.matches("http://127.0.0.1:8080/cb")).isTrue();
        assertThat(registered.matches("http://127.0.0.1:8081/cb")).isFalse();
    }

    @Test
    void matchesTheExactPortOfLocalhost() {
        RedirectUri registered = RedirectUri.ofNative("http://localhost:8085/auth/callback");

        assertThat(registered.matches("http://localhost:8085/auth/callback")).isTrue();
        assertThat(registered.matches("http://localhost:8086/auth/callback")).isFalse();
    }

    @Test
    void freesNoPortOfAnotherHost() {
        assertThatThrownBy(() -> new RedirectUri("http://127.0.0.1.evil.example/cb", true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
