package dev.saoma.server.element;

import java.io.IOException;
import java.nio.file.Path;

/** A separate process that edits a login method endlessly, prints each edit before and after, and can be killed. */
final class EditingChild {
    private static final int ROUND = 4;

    private EditingChild() {}

    static Process start(Path folder, int first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EditingChild.class.getName(),
                        folder.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
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
