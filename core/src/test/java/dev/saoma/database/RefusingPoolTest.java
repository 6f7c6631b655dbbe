package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.error.LoginException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A pool whose filter refuses a statement before the server sees it, as Druid's {@code wall} does. */
class RefusingPoolTest {

    @Test
    void isNamedInTheNote() {
        var borrowed = new BorrowedMySqlConnection(connection(new SQLException("sql injection violation")), "shop");

        assertThat(catchThrowableOfType(LoginException.class, borrowed::prepare).note())
                .contains("pool of the application refuses SET TRANSACTION")
                .contains("none-base-statement-allow");
    }

    @Test
    void isNotTheReasonOfARefusalOfTheServer() {
        var borrowed = new BorrowedMySqlConnection(connection(new SQLException("denied", "42000", 1142)), "shop");

        assertThat(catchThrowableOfType(SQLException.class, borrowed::prepare).getErrorCode())
                .isEqualTo(1142);
    }

    private static Connection connection(SQLException refusal) {
        Statement statement = proxy(Statement.class, "execute", refusal, null);
        return proxy(Connection.class, "", refusal, statement);
    }

    private static <T> T proxy(Class<T> type, String refused, SQLException refusal, Statement statement) {
        return type.cast(Proxy.newProxyInstance(
                RefusingPoolTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(refused)) {
                        throw refusal;
                    }
                    return switch (method.getReturnType().getName()) {
                        case "java.sql.Statement" -> statement;
                        case "int" -> 0;
                        case "boolean" -> false;
                        default -> null;
                    };
                }));
    }
}
