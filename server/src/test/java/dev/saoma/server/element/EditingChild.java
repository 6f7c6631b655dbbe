package dev.saoma.server.element;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A separate process that edits a login method endlessly, prints each edit before and after, and can be killed. */
final class EditingChild {
    private static final int ROUND = 4;

    private EditingChild() {}

    static Process start(Path folder, int first) throws IOException {
        return start(folder.toString(), String.valueOf(first));
    }

    /** Starts a process that increments the number in the title, with a database of its own. */
    static Process incrementing(Path folder, Path data, int times) throws IOException {
        return start(folder.toString(), String.valueOf(times), data.toString());
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EditingChild.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void increment(Path folder, Path data, int times) throws IOException {
        try (EditedApp app = EditedApp.open(folder, data, DurableFiles.ofThisMachine())) {
            System.out.println("begin");
            for (int i = 0; i < times; i++) {
                app.increment();
            }
            System.out.println("done");
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 2) {
            increment(Path.of(arguments[0]), Path.of(arguments[2]), Integer.parseInt(arguments[1]));
            return;
        }
        try (EditedApp app = EditedApp.open(Path.of(arguments[0]))) {
            for (int edit = Integer.parseInt(arguments[1]); ; edit++) {
                boolean isDeletion = edit % ROUND == 0 && app.title().isPresent();
                String state = isDeletion ? "none" : "edit " + edit;
                System.out.println("begin " + state);
                if (isDeletion) {
                    app.delete();
                } else {
                    app.save(state);
                }
                System.out.println("done " + state);
            }
        }
    }
}
