package dev.saoma.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.secret.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON that is written and read, compared with Jackson's data binding, which clients may use. */
class JsonTest {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();
    private static final JsonReader READER = JsonReader.of(4, 100);

    private enum Colour {
        RED
    }

    private record Inner(String text, @Nullable Object nothing) {}

    private record Outer(
            String text,
            boolean isActive,
            int count,
            long far,
            double part,
            BigInteger whole,
            BigDecimal exact,
            Colour colour,
            Instant at,
            URI address,
            Inner inner,
            List<Inner> list,
            Map<String, Object> map,
            Optional<String> given,
            Optional<String> none,
            @Nullable String nothing) {}

    private record Partly(
            @Nullable String kept, @OmitNull @Nullable String omitted) {}

    @OmitNull
    private record Whole(@Nullable String one, String two) {}

    private static Outer outer() {
        return new Outer(
                "a \"quote\", \\, </script>, 王小明 \uD83C\uDF75, \u0000\n\u2028",
                true,
                1,
                Long.MIN_VALUE,
                0.5,
                BigInteger.TEN.pow(30),
                new BigDecimal("1.10"),
                Colour.RED,
                Instant.parse("2026-11-28T01:02:03.004Z"),
                URI.create("https://login.example.com/a?b=c"),
                new Inner("x", null),
                List.of(new Inner("y", 2)),
                Map.of("key", List.of(1, "2")),
                Optional.of("here"),
                Optional.empty(),
                null);
    }

    @Test
    void writesAsJacksonDoes() {
        assertThat(JsonText.of(outer())).isEqualTo(JACKSON.writeValueAsString(outer()));
        assertThat(JsonText.of(Arrays.asList(1, null, true))).isEqualTo("[1,null,true]");
        assertThat(JsonText.of(null)).isEqualTo("null");
    }

    @Test
    void leavesOutWhatIsToBeLeftOutWhenNull() {
        assertThat(JsonText.of(new Partly(null, null))).isEqualTo("{\"kept\":null}");
        assertThat(JsonText.of(new Partly("a", "b"))).isEqualTo("{\"kept\":\"a\",\"omitted\":\"b\"}");
        assertThat(JsonText.of(new Whole(null, "b"))).isEqualTo("{\"two\":\"b\"}");
    }

    @Test
    void refusesWhatHasNoFormAndDoesNotShowIt() {
        assertThatThrownBy(() -> JsonText.of(Map.of("key", Secret.of("hidden"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Secret")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void readsWhatItWrites() {
        JsonNode node = READER.readTree("{\"t\":\"x\",\"n\":null,\"b\":true,\"i\":42,\"f\":1.5,\"l\":99999999999,"
                + "\"big\":123456789012345678901234567890,\"o\":{\"k\":[1,{}]},\"s\":\"7\"}");

        assertThat(node.isObject()).isTrue();
        assertThat(node.path("t").stringValue()).isEqualTo("x");
        assertThat(node.path("n").isNull()).isTrue();
        assertThat(node.path("b").booleanValue()).isTrue();
        assertThat(node.path("i").longValue()).isEqualTo(42);
        assertThat(node.path("i").asInt(0)).isEqualTo(42);
        assertThat(node.path("s").asInt(0)).isEqualTo(7);
        assertThat(node.path("t").asInt(3)).isEqualTo(3);
        assertThat(node.path("f").isIntegralNumber()).isFalse();
        assertThat(node.path("l").canConvertToLong()).isTrue();
        assertThat(node.path("big").isIntegralNumber()).isTrue();
        assertThat(node.path("big").canConvertToLong()).isFalse();
        assertThat(node.path("o").path("k").isArray()).isTrue();
        assertThat(StreamSupport.stream(node.path("o").path("k").spliterator(), false)
                        .toList())
                .hasSize(2);
        assertThat(node.path("gone").isMissingNode()).isTrue();
        assertThat(node.path("gone").isNull()).isFalse();
        assertThat(node.path("t").path("inside").isMissingNode()).isTrue();
        assertThat(node.path("gone").isPresent()).isFalse();
        assertThat(node.path("n").isPresent()).isFalse();
        assertThat(node.path("b").isPresent()).isTrue();
        assertThatThrownBy(() -> node.path("i").stringValue()).isInstanceOf(IllegalStateException.class);
        assertThat(READER.readTree(node.toString())).isEqualTo(node).hasSameHashCodeAs(node);
        assertThat(new ArrayList<>(node.properties()).get(0).getKey()).isEqualTo("t");
        assertThat(READER.readTree("").isMissingNode()).isTrue();
        assertThat(READER.readTree("\"x\"").isString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{} {}",
                "{}x",
                "[[[[[]]]]]",
                "{\"a\"}",
                "{a:1}",
                "[1,]",
                "nul",
                "// no",
                "NaN",
                "]"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> READER.readTree(text)).isInstanceOf(JacksonException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        String name = "\"" + "n".repeat(300) + "\"";
        String text = "\"" + "t".repeat(101) + "\"";

        assertThatThrownBy(() -> READER.readTree("{" + name + ":1}")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> READER.readTree(text)).isInstanceOf(JacksonException.class);
    }
}
