package dev.saoma.benchmark.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server was sent between two marks, by all connections but the one that sets the marks. */
public final class StatementLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Postgres server;
    private final Connection marking;
    private int marks;

    private StatementLog(Postgres server, Connection marking) {
        this.server = server;
        this.marking = marking;
    }

    /** Opens the log of a server that was started by {@link Postgres#startLogging}. */
    public static StatementLog of(Postgres server) throws SQLException {
        return new StatementLog(server, DriverManager.getConnection(server.jdbcUrl(), Postgres.USER, ""));
    }

    /** Returns the statements that some work sends. */
    List<SentStatement> during(Runnable work) throws SQLException, IOException, InterruptedException {
        String first = mark();
        work.run();
        String last = mark();
        Instant latest = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(latest)) {
            List<SentStatement> all = SentStatement.read(server.log());
            @Nullable SentStatement begin = find(all, first);
            @Nullable SentStatement end = find(all, last);
            if (begin != null && end != null) {
                return all.subList(all.indexOf(begin) + 1, all.indexOf(end)).stream()
                        .filter(each -> !each.session().equals(begin.session()))
                        .toList();
            }
            Thread.sleep(50);
        }
        throw new IOException("PostgreSQL did not log what it was sent: " + server.log());
    }

    private String mark() throws SQLException {
        String mark = "SELECT 'mark " + ++marks + "'";
        try (Statement statement = marking.createStatement()) {
            statement.execute(mark);
        }
        return mark;
    }

    private static @Nullable SentStatement find(List<SentStatement> all, String sql) {
        return all.stream().filter(each -> each.sql().equals(sql)).findFirst().orElse(null);
    }

    @Override
    public void close() throws SQLException {
        marking.close();
    }
}
