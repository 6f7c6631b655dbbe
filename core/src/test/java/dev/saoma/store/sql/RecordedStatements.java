package dev.saoma.store.sql;

import dev.saoma.database.SqlConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;

/** The SQL of every statement that is prepared on a connection, and its values. */
final class RecordedStatements {
    private final List<String> seen = new ArrayList<>();
    private final List<List<Object>> values = new ArrayList<>();
    private final SqlConnection connection;

    RecordedStatements(SqlConnection sql) {
        this.connection = SqlConnection.of(proxy(Connection.class, sql.jdbc(), (method, arguments, result) -> {
            if (!method.getName().equals("prepareStatement")) {
                return result;
            }
            List<Object> bound = new ArrayList<>();
            seen.add((String) arguments[0]);
            values.add(bound);
            return proxy(PreparedStatement.class, (PreparedStatement) result, (set, parameters, unchanged) -> {
                if (set.getName().equals("setObject")) {
                    bound.add(parameters[1]);
                }
                return unchanged;
            });
        }));
    }

    private interface After {
        Object apply(Method method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                RecordedStatements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.apply(method, arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    SqlConnection connection() {
        return connection;
    }

    List<String> seen() {
        return seen;
    }

    /** Returns the values of each statement. */
    List<List<Object>> values() {
        return values;
    }
}
