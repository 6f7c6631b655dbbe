package dev.saoma.query;

import static dev.saoma.query.Sample.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterErrorTest {

    static final List<Arguments> MISTAKES = List.of(
            arguments("Q(foo='a')", 2, "unknown field 'foo'", "id, appId, userId, openId, unionId"),
            arguments("Q('foo','=','a')", 2, "unknown field 'foo'", "id, appId"),
            arguments("Q(customer__custName='a')", 2, "unknown field 'customer'", "id, appId"),
            arguments("Q(customer__name__like='a')", 2, "unknown field 'customer__name'", "id, appId"),
            arguments("Q(userId=1)", 9, "wrong value: an integer", "a string for 'userId'"),
            arguments("Q(id='1')", 5, "wrong value: a string", "an integer for 'id'"),
            arguments("Q(userId=True)", 9, "wrong value: True or False", "a string"),
            arguments("Q(id=True)", 5, "wrong value: True or False", "an integer"),
            arguments("Q(userId=['a'])", 9, "wrong value: a list", "a string"),
            arguments("Q(userId__in='a')", 13, "wrong value: a string", "a list [...]"),
            arguments("Q(userId__in=None)", 13, "wrong value: None", "a list [...]"),
            arguments("Q(userId__in=['a', 1])", 19, "wrong value: an integer", "a string"),
            arguments("Q(userId__in=[None])", 14, "wrong value: None", "a string"),
            arguments("Q(userId__in=[['a']])", 14, "unexpected '['", "a string, an integer"),
            arguments("Q(userId__in=['a')", 17, "unexpected ')'", "']'"),
            arguments("Q(userId__like=None)", 15, "wrong value: None", "a string"),
            arguments("Q(unionId__isnull=2)", 18, "wrong value: an integer", "True, False, 1 or 0"),
            arguments("Q(unionId__isnull='True')", 18, "wrong value: a string", "True, False, 1 or 0"),
            arguments("Q(id__like='1')", 6, "operator 'like' on 'id'", "in nin isnull"),
            arguments("Q('id','startswith','1')", 7, "operator 'startswith' on 'id'", "in nin isnull"),
            arguments("Q(userId=a)", 9, "unexpected 'a'", "a string"),
            arguments("Q(userId=true)", 9, "unexpected 'true'", "True, False"),
            arguments("Q(userId=)", 9, "unexpected ')'", "a string"),
            arguments("Q(userId='a", 9, "string without an end", "'"),
            arguments("Q(userId='\\x')", 10, "unknown escape", "\\n \\t"),
            arguments("Q(userId='\\", 10, "unknown escape", "\\n \\t"),
            arguments("Q(id=1.5)", 5, "not an integer", "digits"),
            arguments("Q(id=1_000)", 5, "not an integer", "digits"),
            arguments("Q(id=-)", 5, "not an integer", "digits"),
            arguments("Q(id=9223372036854775808)", 5, "integer too large", "2^63-1"),
            arguments("Q(userId='a') Q(id=1)", 14, "unexpected 'Q'", "the end"),
            arguments("Q(userId='a'); drop", 13, "unexpected character U+003B", "names"),
            arguments("Q(userId='a' or 1)", 13, "unexpected 'or'", "')'"),
            arguments("Q(userId='a' 'b')", 13, "unexpected a string", "')'"),
            arguments("Q(userId='a', Q(id=1))", 14, "unexpected 'Q'", "field=value"),
            arguments("Q(userId='a', 'b')", 14, "unexpected a string", "field=value"),
            arguments("Q(Q(id=1), Q(id=2))", 12, "unexpected '('", "Q.AND or Q.OR"),
            arguments("Q(Q(id=1), Q.XOR, Q(id=2))", 13, "unexpected 'XOR'", "Q.AND or Q.OR"),
            arguments("Q(Q(id=1), Q.AND)", 16, "unexpected ')'", "the second filter"),
            arguments("Q(Q(id=1), Q.AND, Q(id=2), Q.AND, Q(id=3))", 25, "unexpected ','", "')'"),
            arguments("Q('id','=')", 10, "unexpected ')'", "Q('field','operator',value)"),
            arguments("Q('id',1)", 7, "unexpected '1'", "Q('field','operator',value)"),
            arguments("Q()", 2, "unexpected ')'", "Q(...)"),
            arguments("Q", 1, "unexpected the end of the filter", "'(' after Q"),
            arguments("q(id=1)", 0, "unexpected 'q'", "Q(...)"),
            arguments("id=1", 0, "unexpected 'id'", "Q(...)"),
            arguments("(id=1)", 1, "unexpected 'id'", "Q(...)"),
            arguments("Q(id=1) &", 9, "unexpected the end of the filter", "Q(...)"),
            arguments("(Q(id=1)", 8, "unexpected the end of the filter", "')'"),
            arguments("Q(userId=\u2018a\u2019)", 9, "unexpected character U+2018", "strings"),
            arguments("\ud83d\ude00", 0, "unexpected character U+1F600", "names"));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void saysWhatIsWrongWhereAndWhatIsAllowed(String text, int position, String problem, String allowed) {
        QueryException error = error(text);

        assertThat(error.position()).isEqualTo(position);
        assertThat(error.getMessage()).startsWith(problem).contains(" at index " + position + "; allowed: ");
        assertThat(error.getMessage()).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gt", "range", "nlike", "endswith", "eq", "exact", "", "LIKE", "year"})
    void listsTheOperatorsWhenOneIsNotSupported(String name) {
        QueryException keyword = error("Q(id__" + name + "=1)");
        QueryException positional = error("Q('id','" + name + "',1)");

        assertThat(keyword.position()).isEqualTo(6);
        assertThat(positional.position()).isEqualTo(7);
        assertThat(List.of(keyword.getMessage(), positional.getMessage()))
                .allSatisfy(message -> assertThat(message)
                        .contains(
                                "operator '" + name + "' is not supported here", "= != in nin isnull like startswith"));
    }

    @ParameterizedTest
    @ValueSource(strings = {">", ">=", "<", "<=", "==", "!=", "<>"})
    void listsTheOperatorsWhenAComparisonStandsBare(String symbol) {
        assertThat(error("Q(id " + symbol + " 1)"))
                .hasMessageContaining("operator '" + symbol + "' is not supported here at index 5")
                .hasMessageContaining("= != in nin isnull like startswith");
    }

    @Test
    void holdsItsLimitsExactly() {
        limit("Q(id=1)" + " ".repeat(4_089), "filter too long", 4_096);
        limit("~".repeat(31) + "Q(id=1)", "~" + "~".repeat(31) + "Q(id=1)", "nested too deep", 33);
        limit("(".repeat(31) + "Q(id=1)" + ")".repeat(31), "Q(".repeat(32) + "Q(id=1)", "nested too deep", 65);
        limit(conditions(100), conditions(101), "too many conditions", 802);
        limit(keywords(100), keywords(101), "too many conditions", 502);
        limit(list(1_000), list(1_001), "list too long", 2_010);
        limit("Q(userId='" + "x".repeat(1_024) + "')", "Q(userId='" + "x".repeat(1_025) + "')", "string too long", 9);
    }

    @Test
    void repeatsLittleOfTheInputAndOnlyPrintableAscii() {
        assertThat(error("Q('" + "é\n<b>".repeat(100) + "','=',1)").getMessage())
                .matches("[ -~]+")
                .hasSizeLessThan(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\ud800", "\udc00", "\udc00\ud800", "\ud800\ud800\udc00"})
    void refusesTextThatNoDatabaseKeeps(String text) {
        assertThat(error("Q(userId='" + text + "')")).hasMessageContaining("in a string at index 10");
    }

    @Test
    void refusesFieldsThatCouldNotBeWritten() {
        for (String name : List.of("", "a__b", "_a", "a_", "Q", "1a", "a b", "a'", "é")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Field(name, "a", Field.Kind.TEXT));
        }
        for (String column : List.of("", "a b", "a;", "A", "a.b", "\"a\"", "a--")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Field("a", column, Field.Kind.TEXT));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Fields.of(Sample.ID, Sample.ID));
    }

    @Test
    void refusesConditionsThatCouldNotBeParsed() {
        for (List<Object> values : List.<List<Object>>of(List.of(), List.of(1L), List.of("a", "b"), List.of(true))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Filter.Condition(Sample.USER, Operator.EQUAL, values));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.condition(Sample.ID, Operator.LIKE, 1L));
        assertThatIllegalArgumentException().isThrownBy(() -> new Filter.And(List.of(new Filter.All())));
    }

    private static void limit(String longest, String problem, int position) {
        limit(longest, longest + " ", problem, position);
    }

    private static void limit(String accepted, String refused, String problem, int position) {
        assertThat(parse(accepted)).isNotNull();
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> parse(refused))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.position()).isEqualTo(position));
    }

    private static String conditions(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Q(id=1)").collect(Collectors.joining("|"));
    }

    private static String keywords(int count) {
        return IntStream.range(0, count).mapToObj(i -> "id=1").collect(Collectors.joining(",", "Q(", ")"));
    }

    private static String list(int count) {
        return IntStream.range(0, count).mapToObj(i -> "1").collect(Collectors.joining(",", "Q(id__in=[", "])"));
    }

    private static QueryException error(String text) {
        return catchThrowableOfType(QueryException.class, () -> parse(text));
    }
}
