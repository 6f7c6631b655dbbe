package dev.saoma.server;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that has ended, as a script sees it.
 *
 * @param code the exit code
 * @param out the standard output
 * @param errors the standard error
 */
record CommandRun(int code, String out, String errors) {

    /** Runs a command with the settings of a file. */
    static CommandRun of(Path config, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        var out = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errorsBefore = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            int code = Main.run(new CommandLine(new Main()), all.toArray(String[]::new));
            return new CommandRun(code, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errorsBefore);
        }
    }

    /** Returns the value that is printed behind a word at the beginning of a line. */
    String value(String key) {
        return out.lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length()).strip().split(" ")[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in " + out + errors));
    }
}
