package dev.saoma.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; TRUE",
                "Q(userId='a'); user_id = ?",
                "Q(userId__ne='a'); (user_id <> ? OR user_id IS NULL)",
                "Q(id__in=[1,2]); id IN (?, ?)",
                "Q(id__nin=[1]); (id NOT IN (?) OR id IS NULL)",
                "Q(id__in=[]) | Q(id__nin=[]); (FALSE OR TRUE)",
                "Q(unionId=None, id=1); (union_id IS NULL AND id = ?)",
                "~Q(unionId__ne=None); (union_id IS NOT NULL) IS NOT TRUE",
                "~(Q(id=1) & (Q(id=2) | Q(id=3))); ((id = ? AND (id = ? OR id = ?))) IS NOT TRUE",
            })
    void isTheSameOnEveryDatabaseButForPatterns(String filter, String sql) {
        for (Dialect dialect : Dialect.values()) {
            assertThat(Sample.parse(filter).toSql(dialect).sql()).isEqualTo(sql);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "SQLITE; open_id GLOB ?",
                "POSTGRESQL; open_id LIKE ? ESCAPE '!'",
                "MYSQL; CONVERT(open_id USING utf8mb4) COLLATE utf8mb4_bin LIKE ? ESCAPE '!'",
            })
    void matchesPatternsCaseSensitivelyOnEachDatabase(Dialect dialect, String sql) {
        assertThat(Sample.parse("Q(openId__like='a')").toSql(dialect).sql()).isEqualTo(sql);
        assertThat(Sample.parse("Q(openId__startswith='a')").toSql(dialect).sql())
                .isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "openId__like='a_!b'; *a_!b*; %a!_!!b%",
                "openId__like='a_!%*?['; a_!*[*][?][[]; a!_!!%*?[",
                "openId__like=''; **; %%",
                "openId__startswith='100%_!'; 100%_!*; 100!%!_!!%",
                "openId__startswith='*?[]'; [*][?][[]]*; *?[]%",
            })
    void escapesWhatIsMeantLiterally(String condition, String glob, String like) {
        Filter filter = Sample.parse("Q(" + condition + ")");

        assertThat(filter.toSql(Dialect.SQLITE).parameters()).containsExactly(glob);
        assertThat(filter.toSql(Dialect.POSTGRESQL).parameters()).containsExactly(like);
        assertThat(filter.toSql(Dialect.MYSQL).parameters()).containsExactly(like);
    }

    @Test
    void bindsParametersInTheOrderOfTheirMarks() {
        SqlCondition condition = Sample.parse(
                        "Q(id=1) | ~Q(userId__nin=['a','b']) & Q(unionId=None) | Q(openId__startswith='c')")
                .toSql(Dialect.POSTGRESQL);

        assertThat(condition.parameters()).containsExactly(1L, "a", "b", "c%");
    }
}
