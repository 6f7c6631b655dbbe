package dev.saoma.database;

import dev.saoma.error.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A separate process that uses a database file. */
final class SqliteChild {
    private SqliteChild() {}

    /** Writes endlessly with four threads, and prints the number of each row when it is acknowledged. */
    static Process write(Path file) throws IOException {
        return start("write", file);
    }

    /** Opens the file in another process and returns {@code opened} or {@code refused}. */
    static String open(Path file) throws IOException {
        return new String(start("open", file).getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static Process start(String what, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SqliteChild.class.getName(),
                        what,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        try (var database = SqliteDatabase.open(Path.of(arguments[1]))) {
            if (arguments[0].equals("open")) {
                System.out.println("opened");
                return;
            }
            database.write(handle -> handle.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY)"));
            int last = database.read(handle -> handle.first("SELECT coalesce(max(id), 0) FROM t", row -> row.getInt(1))
                    .orElseThrow());
            writeWithoutEnd(database, new AtomicInteger(last));
        } catch (ConfigException e) {
            System.out.println("refused");
        }
    }

    private static void writeWithoutEnd(SqliteDatabase database, AtomicInteger next) {
        Runnable writer = () -> {
            while (true) {
                int id = next.incrementAndGet();
                database.write(handle -> handle.execute("INSERT INTO t VALUES (?)", id));
                System.out.println(id);
            }
        };
        for (int i = 0; i < 3; i++) {
            new Thread(writer).start();
        }
        writer.run();
    }
}
