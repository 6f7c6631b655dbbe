package dev.saoma.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows that a filter finds, which are the same on every database. */
public abstract class FilterContract {

    private SampleDatabase database;

    /** Opens a connection to a migrated database without rows. */
    protected abstract Connection connect(Path folder) throws SQLException;

    protected abstract Dialect dialect();

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        database = new SampleDatabase(connect(folder), dialect());
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "id     | =          | 2              | 2",
                "userId | =          | 'user123'      | 1",
                "userId | =          | 'USER123'      | ``",
                "userId | =          | 'user123 '     | ``",
                "openId | =          | '中文😀'        | 5",
                "unionId| =          | 'u\\'\"\\\\'   | 4",
                "unionId| =          | None           | 2 5",
                "id     | !=         | 2              | 1 3 4 5",
                "unionId| !=         | 'uX'           | 2 3 4 5",
                "unionId| !=         | None           | 1 3 4",
                "id     | in         | [1, 3, 9]      | 1 3",
                "unionId| in         | ('uX', 'ux')   | 1 3",
                "unionId| in         | []             | ``",
                "unionId| nin        | ['uX', 'ux']   | 2 4 5",
                "unionId| nin        | ()             | 1 2 3 4 5",
                "unionId| isnull     | True           | 2 5",
                "unionId| isnull     | 0              | 1 3 4",
                "id     | isnull     | 1              | ``",
                "userId | like       | 'ser12'        | 1 2 5",
                "userId | like       | '_'            | ``",
                "openId | like       | '_'            | 1 2",
                "openId | like       | 'B'            | ``",
                "openId | like       | 'bC_'          | 1",
                "userId | like       | '%123'         | 1 2",
                "userId | like       | 'u%3%'         | 1 5",
                "userId | like       | '%'            | 1 2 3 4 5",
                "unionId| like       | '%'            | 1 3 4",
                "unionId| like       | ''             | 1 3 4",
                "openId | like       | 'oAbC_%'       | 1",
                "openId | like       | '%*?[!]%'      | 4",
                "openId | like       | '*'            | 4",
                "openId | like       | '?'            | 4",
                "openId | like       | '['            | 4",
                "openId | like       | ']'            | 4",
                "openId | like       | '!'            | 4",
                "openId | like       | '文😀'          | 5",
                "userId | startswith | 'user123'      | 1 5",
                "userId | startswith | 'a%'           | 3",
                "userId | startswith | 'a'            | 3 4",
                "openId | startswith | 'oabc_'        | 2",
                "openId | startswith | 'o*?[!]'       | 4",
                "unionId| startswith | ''             | 1 3 4",
            })
    void findsTheSameRowsInBothSpellings(String field, String operator, String value, String expected)
            throws SQLException {
        String suffix = operator.equals("=") ? "" : "__" + operator.replace("!=", "ne");

        assertThat(database.ids("Q(" + field + suffix + "=" + value + ")")).isEqualTo(ids(expected));
        assertThat(database.ids("Q('" + field + "','" + operator + "'," + value + ")"))
                .isEqualTo(ids(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "~Q(unionId='uX'); 2 3 4 5",
                "~Q(unionId__ne='uX'); 1",
                "~Q(unionId__in=['uX','ux']); 2 4 5",
                "~Q(unionId__nin=['uX','ux']); 1 3",
                "~Q(unionId__like='u'); 2 5",
                "~Q(unionId__startswith='u'); 2 5",
                "~Q(unionId__in=[]); 1 2 3 4 5",
                "~Q(unionId=None); 1 3 4",
                "~~Q(unionId='uX'); 1",
                "~(Q(unionId='uX') | Q(id=2)); 3 4 5",
                "~(Q(unionId='uX') & Q(id=1)); 2 3 4 5",
                "~(~Q(unionId='uX') & Q(appId='wx1')); 1 4 5",
            })
    void negationFindsExactlyTheOtherRows(String filter, String expected) throws SQLException {
        assertThat(database.ids(filter)).isEqualTo(ids(expected));
    }

    @Test
    void combinesWithThePrecedenceOfPython() throws SQLException {
        assertThat(database.ids("Q(id=1) | Q(id=2) & Q(appId='wx2')")).containsExactly(1L);
        assertThat(database.ids("(Q(id=1) | Q(id=2)) & Q(appId='wx1')")).containsExactly(1L, 2L);
        assertThat(database.ids("Q(Q('id','=',1), Q.OR, Q('id','=',5))")).containsExactly(1L, 5L);
        assertThat(database.ids("Q(appId='wx1', unionId=None)")).containsExactly(2L);
    }

    @Test
    void takesABlankFilterForEveryRow() throws SQLException {
        assertThat(database.ids(" ")).hasSize(Sample.ROWS.size());
    }

    @Test
    void takesAsManyValuesAsAFilterCanHold() throws SQLException {
        String list = "1" + ",1".repeat(999);
        String filter = "Q(id__in=[" + list + "]) & Q(id__nin=[2" + ",2".repeat(999) + "])";

        assertThat(database.ids(filter)).containsExactly(1L);
    }

    @Test
    void sortsByTheOrderAsked() throws SQLException {
        Order order = Order.parse(List.of(List.of("appId", -1), "id"), Sample.FIELDS);

        assertThat(database.ids(new Filter.All(), order.toSql())).containsExactly(4L, 5L, 1L, 2L, 3L);
    }

    @Test
    void sortsTextByItsBytes() throws SQLException {
        Order order = Order.parse(List.of("userId"), Sample.FIELDS);

        assertThat(database.ids(new Filter.All(), order.toSql())).containsExactly(2L, 3L, 4L, 1L, 5L);
    }

    @Test
    void findsWhatRandomFiltersMean() throws SQLException {
        long seed = Long.getLong("saoma.seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + ": -Dsaoma.seed=" + seed);
        var filters = new RandomFilters(new Random(seed));
        for (int i = 0; i < 1_000; i++) {
            Filter filter = filters.next(i % 5).filter();

            assertThat(database.ids(filter, "ORDER BY id"))
                    .as(filter.toString())
                    .isEqualTo(Sample.ROWS.stream()
                            .filter(row -> RandomFilters.matches(filter, row))
                            .map(Sample.Row::id)
                            .toList());
        }
    }

    private static List<Long> ids(String text) {
        return Arrays.stream(text.split(" "))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .toList();
    }
}
