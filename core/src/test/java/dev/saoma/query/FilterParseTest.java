package dev.saoma.query;

import static dev.saoma.query.Sample.ID;
import static dev.saoma.query.Sample.OPEN;
import static dev.saoma.query.Sample.UNION;
import static dev.saoma.query.Sample.USER;
import static dev.saoma.query.Sample.condition;
import static dev.saoma.query.Sample.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParseTest {

    private static final Filter A = condition(USER, Operator.EQUAL, "a");
    private static final Filter B = condition(USER, Operator.EQUAL, "b");
    private static final Filter C = condition(USER, Operator.EQUAL, "c");

    static final List<Arguments> OPERATORS = List.of(
            arguments("Q(userId='a')", "Q('userId','=','a')", A),
            arguments("Q(id=-7)", "Q('id', '=', -7)", condition(ID, Operator.EQUAL, -7L)),
            arguments("Q(userId__ne='a')", "Q('userId','!=','a')", condition(USER, Operator.NOT_EQUAL, "a")),
            arguments("Q(userId__ne=\"a\")", "Q(\"userId\",\"ne\",\"a\")", condition(USER, Operator.NOT_EQUAL, "a")),
            arguments("Q(id__in=[1, 2])", "Q('id','in',(1,2,))", condition(ID, Operator.IN, 1L, 2L)),
            arguments("Q(userId__in=())", "Q('userId','in',[])", condition(USER, Operator.IN)),
            arguments("Q(userId__nin=('a',))", "Q('userId','nin',['a'])", condition(USER, Operator.NOT_IN, "a")),
            arguments("Q(unionId__isnull=True)", "Q('unionId','isnull',1)", condition(UNION, Operator.IS_NULL, true)),
            arguments("Q(unionId__isnull=0)", "Q('unionId','isnull',False)", condition(UNION, Operator.IS_NULL, false)),
            arguments("Q(unionId=None)", "Q('unionId','=',None)", condition(UNION, Operator.IS_NULL, true)),
            arguments("Q(unionId__ne=None)", "Q('unionId','!=',None)", condition(UNION, Operator.IS_NULL, false)),
            arguments("Q(openId__like='%x%')", "Q('openId','like','%x%')", condition(OPEN, Operator.LIKE, "%x%")),
            arguments(
                    "Q(openId__startswith='x')",
                    "Q('openId','startswith','x')",
                    condition(OPEN, Operator.STARTS_WITH, "x")));

    @ParameterizedTest
    @FieldSource("OPERATORS")
    void readsEachOperatorInBothSpellings(String keyword, String positional, Filter expected) {
        assertThat(parse(keyword)).isEqualTo(expected);
        assertThat(parse(positional)).isEqualTo(expected);
        assertThat(parse("Q(" + positional + ")")).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void combinesAsPythonDoes(String text, Filter expected) {
        assertThat(parse(text.replaceAll("\\b([abc])\\b", "Q(userId='$1')"))).isEqualTo(expected);
        assertThat(parse(text.replaceAll("\\b([abc])\\b", "Q('userId','=','$1')")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> combinations() {
        return Stream.of(
                arguments("a & b", and(A, B)),
                arguments("a | b & c", or(A, and(B, C))),
                arguments("(a | b) & c", and(or(A, B), C)),
                arguments("~a & b", and(not(A), B)),
                arguments("~(a & b)", not(and(A, B))),
                arguments("~~a", not(not(A))),
                arguments("a & (b & c)", and(A, B, C)),
                arguments("Q(a | (b | c))", or(A, B, C)),
                arguments("Q(Q((a)))", A),
                arguments("~Q(a)", not(A)),
                arguments("Q(a, Q.AND, b)", and(A, B)),
                arguments("Q(Q(a, Q.OR, b), Q.AND, ~c)", and(or(A, B), not(C))),
                arguments("Q(a, Q.AND, b) | c", or(and(A, B), C)),
                arguments("\n\tQ ( a\r\n& b )  ", and(A, B)));
    }

    @Test
    void joinsKeywordsOfOneQWithAnd() {
        assertThat(parse("Q(userId='a', id=1,)")).isEqualTo(and(A, condition(ID, Operator.EQUAL, 1L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void takesABlankTextForAllRows(String text) {
        assertThat(parse(text)).isEqualTo(new Filter.All());
    }

    @Test
    void readsTheEscapesOfStrings() {
        assertThat(parse("Q(userId='\\\\ \\' \\\" \\n \\t \"')"))
                .isEqualTo(condition(USER, Operator.EQUAL, "\\ ' \" \n \t \""));
        assertThat(parse("Q(userId=\"it's 中文😀\")")).isEqualTo(condition(USER, Operator.EQUAL, "it's 中文😀"));
    }

    @Test
    void readsTheWholeRangeOfLong() {
        assertThat(parse("Q(id__in=[9223372036854775807, -9223372036854775808])"))
                .isEqualTo(condition(ID, Operator.IN, Long.MAX_VALUE, Long.MIN_VALUE));
    }

    private static Filter and(Filter... filters) {
        return new Filter.And(List.of(filters));
    }

    private static Filter or(Filter... filters) {
        return new Filter.Or(List.of(filters));
    }

    private static Filter not(Filter filter) {
        return new Filter.Not(filter);
    }
}
