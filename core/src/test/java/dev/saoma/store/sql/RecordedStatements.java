package dev.saoma.store.sql;

import dev.saoma.database.SqlConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** The SQL of every statement that is prepared on a connection. */
final class RecordedStatements {
    private final List<String> seen = new ArrayList<>();
    private final SqlConnection connection;

    RecordedStatements(SqlConnection sql) {
        Connection real = sql.jdbc();
        var recording = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("prepareStatement")) {
                        seen.add((String) values[0]);
                    }
                    try {
                        return method.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        this.connection = SqlConnection.of(recording);
    }

    SqlConnection connection() {
        return connection;
    }

    List<String> seen() {
        return seen;
    }
}
