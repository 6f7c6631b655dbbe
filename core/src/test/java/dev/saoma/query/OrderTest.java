package dev.saoma.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {

    @Test
    void readsPairsAndBareFields() {
        Order order = Order.parse(
                List.of(List.of("openId", 1), List.of("userId", -1), List.of("appId", 0L), "id"), Sample.FIELDS);

        assertThat(order.toSql()).isEqualTo("ORDER BY open_id ASC, user_id DESC, app_id DESC, id ASC");
    }

    @Test
    void isEmptyWithoutEntries() {
        assertThat(Order.parse(List.of(), Sample.FIELDS).toSql()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesAnythingElseAndSaysWhichEntry(Object entry, String problem) {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Order.parse(Arrays.asList("id", entry), Sample.FIELDS))
                .withMessageContaining(problem)
                .withMessageContaining(" at index 1; allowed: ")
                .satisfies(e -> assertThat(e.position()).isEqualTo(1));
    }

    static Stream<Object[]> mistakes() {
        return Stream.of(
                new Object[] {null, "not an order"},
                new Object[] {1, "not an order"},
                new Object[] {Map.of("userId", 1), "not an order"},
                new Object[] {List.of(), "not an order"},
                new Object[] {List.of("userId"), "not an order"},
                new Object[] {List.of("userId", 1, 1), "not an order"},
                new Object[] {List.of(1, "userId"), "not an order"},
                new Object[] {List.of("userId", 2), "not a direction"},
                new Object[] {List.of("userId", 1L << 32), "not a direction"},
                new Object[] {List.of("userId", 0.5), "not a direction"},
                new Object[] {List.of("userId", "DESC"), "not a direction"},
                new Object[] {Arrays.asList("userId", null), "not a direction"},
                new Object[] {"foo", "unknown field 'foo'"},
                new Object[] {"user_id; DROP TABLE auth", "unknown field"},
                new Object[] {List.of("(SELECT 1)", 1), "unknown field"},
                new Object[] {"id", "field named twice"});
    }
}
