package dev.saoma.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QTest {

    @Test
    void writesTheKeywordSpelling() {
        Q q = Q.eq("userId", "user123")
                .and(Q.like("openId", "x").or(Q.nin("id", List.of(1, 2L))).not());

        assertThat(q).hasToString("Q(userId='user123') & ~(Q(openId__like='x') | Q(id__nin=[1, 2]))");
    }

    @Test
    void setsParenthesesOnlyWhereTheyAreNeeded() {
        Q a = Q.eq("id", 1);
        Q b = Q.isNull("unionId");

        assertThat(a.and(b).or(a)).hasToString("Q(id=1) & Q(unionId__isnull=True) | Q(id=1)");
        assertThat(a.and(b.and(a)).not().not()).hasToString("~~(Q(id=1) & Q(unionId__isnull=True) & Q(id=1))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'",
                "\"",
                "\\",
                "\\'",
                "\\n",
                "\n\t\r\f",
                "') | Q(id__isnull=False) | Q(userId='",
                "' or 1=1--",
                "中文😀",
                "\u0001\u007f\u2028",
                "%_!*?[",
                "\\\\'); DROP TABLE auth"
            })
    void keepsAnyValueAValue(String value) {
        assertThat(Sample.parse(Q.eq("userId", value).toString()))
                .isEqualTo(Sample.condition(Sample.USER, Operator.EQUAL, value));
        assertThat(Sample.parse(Q.in("userId", List.of(value, value)).toString()))
                .isEqualTo(Sample.condition(Sample.USER, Operator.IN, value, value));
    }

    @Test
    void joinsAHundredConditionsWithoutNesting() {
        Q q = Q.eq("id", 0);
        for (int i = 1; i < 100; i++) {
            q = q.or(Q.eq("id", i));
        }

        assertThat(((Filter.Or) Sample.parse(q.toString())).filters()).hasSize(100);
    }

    @Test
    void leavesLimitsToTheParser() {
        String text = Q.eq("userId", "x".repeat(1_025)).toString();

        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Sample.parse(text))
                .withMessageContaining("string too long");
    }

    @Test
    void refusesMalformedNamesAndOtherValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> Q.eq("id=1) | Q(id", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Q.eq("id__ne", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Q.in("id", List.of(1.5)));
    }
}
