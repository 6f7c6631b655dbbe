package dev.saoma.servlet.internal.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {
    @Test
    void readsWhatAFormSends() {
        FormParameters form =
                FormParameters.ofQuery("client_id=a%20b+c&scope=openid%2bx&state=%e5%be%ae%F0%9F%98%80&x[]=1&&y=a=b&");

        assertThat(form.names()).containsExactly("client_id", "scope", "state", "x[]", "y");
        assertThat(form.find("client_id")).contains("a b c");
        assertThat(form.find("scope")).contains("openid+x");
        assertThat(form.find("state")).contains("微😀");
        assertThat(form.find("x[]")).contains("1");
        assertThat(form.find("x")).isEmpty();
        assertThat(form.require("y")).isEqualTo("a=b");
        assertThat(form).hasToString("FormParameters[client_id, scope, state, y]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=", "scope", "scope=&other=1"})
    void countsAnEmptyValueAsAbsent(String query) {
        FormParameters form = FormParameters.ofQuery(query);

        assertThat(form.find("scope")).isEmpty();
        assertThat(form.names()).doesNotContain("scope");
        assertThatThrownBy(() -> form.require("scope"))
                .isInstanceOf(OAuthException.class)
                .hasMessage("The parameter scope is missing.");
    }

    @Test
    void hasNoParametersWithoutAQuery() {
        assertThat(FormParameters.ofQuery((String) null).names()).isEmpty();
        assertThat(FormParameters.ofQuery("").names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%zz",
                "a=%",
                "a=%4",
                "a=%4g",
                "a=%+1",
                "a=%-1",
                "a=%４１",
                "a=%e4%b8",
                "a=%e4%b8x",
                "a=%c0%80",
                "a=%c0%af",
                "a=%e0%80%af",
                "a=%ed%a0%80",
                "a=%f4%90%80%80",
                "a=%ff",
                "a=%00",
                "a=%0d%0a",
                "a=%7f",
                "a=%c2%85",
                "a%00=1",
                "a%e4=1",
                "a=微",
                "a=Ł",
                "a=b c",
                "a=\tb",
                "a=1\n",
                "=1",
                "=",
                "a=1&a=2",
                "a=1&a=1",
                "a=&a=1",
                "a=1&a",
                "a=1&%61=2",
                "state=%00&state=",
                "state=%ff",
            })
    void refusesWhatTwoProgramsMayReadDifferently(String query) {
        assertThatThrownBy(() -> FormParameters.ofQuery(query))
                .isInstanceOfSatisfying(OAuthException.class, refusal -> {
                    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_REQUEST);
                    assertThat(refusal.description()).matches("[ !#-\\[\\]-~]+");
                });
    }

    @Test
    void leavesStateAndNonceToTheClient() {
        FormParameters form = FormParameters.ofQuery("state=%00%0d%0aX&nonce=%7f");

        assertThat(form.find("state")).contains("\0\r\nX");
        assertThat(form.find("nonce")).contains("\u007f");
    }

    @Test
    void acceptsALimitedNumberOfParametersAndCharacters() {
        String most = IntStream.range(0, 64).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));

        assertThat(FormParameters.ofQuery(most + "&").names()).isEmpty();
        assertThatThrownBy(() -> FormParameters.ofQuery(most + "&p64=1")).hasMessageContaining("64");
        assertThat(FormParameters.ofQuery("a=" + "x".repeat(16_382)).names()).hasSize(1);
        assertThatThrownBy(() -> FormParameters.ofQuery("a=" + "x".repeat(16_383)))
                .hasMessageContaining("16384");
    }

    @Test
    void namesOnlyParametersThatLookLikeOne() {
        assertThatThrownBy(() -> FormParameters.ofQuery("scope=1&scope=2"))
                .hasMessage("The parameter scope came twice.");
        assertThatThrownBy(() -> FormParameters.ofQuery("<b>=1&<b>=2")).hasMessage("A parameter came twice.");
    }

    /** What it accepts, the JDK's lenient decoder reads in the same way; and it throws nothing but a refusal. */
    @Test
    void readsAnythingAsAnotherDecoderDoesOrRefusesIt() {
        var random = new Random(20261201);
        List<String> bits = List.of(
                "a",
                "state",
                "scope",
                "=",
                "=",
                "&",
                "&",
                "+",
                "%",
                "%2",
                "%20",
                "%00",
                "%zz",
                "%e5%be%ae",
                "%e5",
                "%C3%A9",
                "%26",
                "%3d",
                ";",
                "[]",
                "x[0]",
                "微",
                " ",
                "\r",
                "\0",
                "\"",
                "\\",
                "<",
                "%u0041",
                "%25",
                "1".repeat(300));
        int accepted = 0;
        for (int round = 0; round < 200_000; round++) {
            String text = random.ints(random.nextInt(12), 0, bits.size())
                    .mapToObj(bits::get)
                    .collect(Collectors.joining());
            try {
                FormParameters form = FormParameters.ofQuery(text);
                assertThat(found(form)).as(text).isEqualTo(lenient(text));
                accepted++;
            } catch (OAuthException refusal) {
                assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_REQUEST);
            }
        }
        assertThat(accepted).isBetween(20_000, 180_000);
    }

    @Test
    void readsBackWhatAnEncoderWrote() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String value = random.ints(1 + random.nextInt(20), 0x20, 0x2fff)
                    .filter(point -> Character.isDefined(point) && !Character.isISOControl(point))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .append('x')
                    .toString();

            String query = "v=" + URLEncoder.encode(value, StandardCharsets.UTF_8);

            assertThat(FormParameters.ofQuery(query).find("v")).contains(value);
        }
    }

    private static Map<String, String> found(FormParameters form) {
        var all = new LinkedHashMap<String, String>();
        form.names().forEach(name -> all.put(name, form.require(name)));
        return all;
    }

    private static Map<String, String> lenient(String text) {
        var all = new LinkedHashMap<String, String>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && !parts[1].isEmpty()) {
                all.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return all;
    }
}
