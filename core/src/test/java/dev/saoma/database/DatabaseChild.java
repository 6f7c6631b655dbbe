package dev.saoma.database;

import dev.saoma.durability.Durability;
import dev.saoma.error.ConfigException;
import dev.saoma.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A separate process that uses a database: prints each row that was acknowledged, and can be killed. */
final class DatabaseChild {
    private static final int ROWS = 200;
    private static final int THREADS = 4;

    private DatabaseChild() {}

    /** A row of the child. SQLite numbers the rows in the order of their commits. */
    record Row(long id, Durability durability) {
        static Row of(String line) {
            String[] parts = line.split(" ");
            return new Row(Long.parseLong(parts[0]), Durability.valueOf(parts[1]));
        }

        static List<Row> allOf(Database database) {
            return database.read(sql -> sql.list(
                    "SELECT id, durability FROM t ORDER BY id",
                    row -> new Row(row.getLong(1), Durability.valueOf(row.getString(2)))));
        }

        static Row insert(Database database, Durability durability) {
            long id = database.write(
                    durability, sql -> sql.insert("INSERT INTO t (durability) VALUES (?)", durability.name()));
            return new Row(id, durability);
        }

        boolean isSynchronous() {
            return durability == Durability.SYNCHRONOUS;
        }

        @Override
        public String toString() {
            return id + " " + durability;
        }
    }

    /** What the child does. */
    enum Task {
        /** Opens the file, and prints {@code opened} or {@code refused}. */
        OPEN,
        /** Writes rows of either durability endlessly, with four threads. */
        ALTERNATE,
        /** Writes 200 asynchronous rows, and waits. */
        WRITE_ASYNCHRONOUSLY,
        /** As before, while a reader has an older state of the file open. */
        WRITE_ASYNCHRONOUSLY_BESIDE_A_READER,
        /** Writes 200 asynchronous rows, and closes the database. */
        CLOSE,
        /** Commits a synchronous row together with asynchronous ones, and waits. */
        GROUP
    }

    /** Opens the file in another process and returns {@code opened} or {@code refused}. */
    static String open(Path file) throws IOException {
        Process child = start(Task.OPEN, file.toString(), Map.of());
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** @param address a file of SQLite, or the URL of a database of PostgreSQL */
    static Process start(Task task, String address, Map<String, String> environment) throws IOException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DatabaseChild.class.getName(),
                        task.name(),
                        address)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        child.environment().putAll(environment);
        return child.start();
    }

    /** Reads so many rows, then kills the child, and returns also those that it had acknowledged until then. */
    static List<Row> killAfter(Process child, int rows) throws Exception {
        List<Row> acknowledged = new ArrayList<>();
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(Row.of(line));
                if (acknowledged.size() == rows) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.waitFor();
        return acknowledged;
    }

    public static void main(String[] arguments) {
        try (var database = open(arguments[1])) {
            Task task = Task.valueOf(arguments[0]);
            if (task == Task.OPEN) {
                System.out.println("opened");
                return;
            }
            table(database);
            run(task, database);
            if (task != Task.CLOSE) {
                pause(Long.MAX_VALUE);
            }
        } catch (ConfigException e) {
            System.out.println("refused");
        }
    }

    private static Database open(String address) {
        return address.startsWith("jdbc:")
                ? ServerDatabase.open(address, TestServer.POSTGRESQL.user(), Secret.of(""), THREADS)
                : SqliteDatabase.open(Path.of(address));
    }

    static void table(Database database) {
        String key = database.dialect() == Dialect.SQLITE ? "INTEGER" : "INTEGER GENERATED ALWAYS AS IDENTITY";
        database.write(sql -> sql.execute(
                "CREATE TABLE IF NOT EXISTS t (id " + key + " PRIMARY KEY, durability VARCHAR(12) NOT NULL)"));
    }

    private static void run(Task task, Database database) {
        switch (task) {
            case WRITE_ASYNCHRONOUSLY, CLOSE -> writeAsynchronously(database);
            case WRITE_ASYNCHRONOUSLY_BESIDE_A_READER -> besideAReader(database);
            case GROUP -> group(database);
            default -> alternate(database);
        }
    }

    private static void write(Database database, Durability durability) {
        System.out.println(Row.insert(database, durability));
    }

    private static void writeAsynchronously(Database database) {
        for (int i = 0; i < ROWS; i++) {
            write(database, Durability.ASYNCHRONOUS);
        }
    }

    private static void alternate(Database database) {
        var next = new AtomicInteger();
        Runnable writer = () -> {
            while (true) {
                write(database, next.incrementAndGet() % 3 == 0 ? Durability.SYNCHRONOUS : Durability.ASYNCHRONOUS);
            }
        };
        for (int i = 1; i < THREADS; i++) {
            new Thread(writer).start();
        }
        writer.run();
    }

    private static void besideAReader(Database database) {
        write(database, Durability.SYNCHRONOUS);
        pause(1_500); // Until the file holds all of the log, so that the reader uses the file alone.
        var reading = new CountDownLatch(1);
        SqliteWriters.thread(() -> database.read(sql -> sql.list("SELECT id FROM t", row -> {
            reading.countDown();
            pause(Long.MAX_VALUE);
            return 0;
        })));
        SqliteWriters.join(reading);
        writeAsynchronously(database);
    }

    private static void group(Database database) {
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        SqliteWriters.thread(() -> database.write(sql -> {
            started.countDown();
            SqliteWriters.join(go);
            return 0;
        }));
        SqliteWriters.join(started);
        for (int i = 0; i < THREADS; i++) {
            Durability durability = i == 0 ? Durability.SYNCHRONOUS : Durability.ASYNCHRONOUS;
            SqliteGroupTest.settle(SqliteWriters.thread(() -> write(database, durability)));
        }
        go.countDown();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
