package dev.saoma.server;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;

/** The statements that run on a connection, with their values and plans. */
public final class ExplainedStatements {
    private final SqlConnection real;
    private final SqlConnection connection;
    private final List<Statement> seen = new ArrayList<>();

    private record Statement(String sql, List<Object> values) {}

    public ExplainedStatements(SqlConnection real) {
        this.real = real;
        this.connection = SqlConnection.of(proxy(Connection.class, real.jdbc(), (method, values, result) -> {
            if (!method.getName().equals("prepareStatement")) {
                return result;
            }
            var statement = new Statement((String) values[0], new ArrayList<>());
            seen.add(statement);
            return proxy(PreparedStatement.class, (PreparedStatement) result, (set, parameters, unused) -> {
                if (set.getName().equals("setObject")) {
                    statement.values().add(parameters[1]);
                }
                return unused;
            });
        }));
    }

    private interface After {
        Object apply(Method method, Object[] values, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                ExplainedStatements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    try {
                        return after.apply(method, values, method.invoke(real, values));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    public SqlConnection connection() {
        return connection;
    }

    /** Returns a table {@code s} of the numbers {@code n} from 1 to 5,000. */
    public static String numbers(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL
                ? "generate_series(1, 5000) s(n)"
                : "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 5000) SELECT n FROM s) s";
    }

    /** Returns the plan of each statement that ran, as one text that names the statement. */
    public List<String> plans(Dialect dialect) {
        boolean isPostgresql = dialect == Dialect.POSTGRESQL;
        String explain = isPostgresql ? "EXPLAIN " : "EXPLAIN QUERY PLAN ";
        String column = isPostgresql ? "QUERY PLAN" : "detail";
        return seen.stream()
                .map(one -> String.join(
                                "\n",
                                real.list(
                                        explain + one.sql(),
                                        row -> row.getString(column),
                                        one.values().toArray()))
                        + "\nin " + one.sql())
                .toList();
    }
}
