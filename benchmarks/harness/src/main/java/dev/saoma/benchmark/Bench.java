package dev.saoma.benchmark;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where a measure is taken.
 *
 * @param root the repository's folder
 * @param java the home of the JDK that everything under test runs on
 * @param work a folder for a run's own files, deleted after it
 * @param progress hears a line of what is being done now
 */
public record Bench(Path root, Path java, Path work, Scale scale, Consumer<String> progress) {
    public void say(String line) {
        progress.accept(line);
    }

    /** A jar of the benchmarks' own, as {@code peer/wxjava}. */
    public Path subject(String module) {
        return root.resolve("benchmarks")
                .resolve(module)
                .resolve("target")
                .resolve(Path.of(module).getFileName() + ".jar");
    }

    /** The shipped jar of a module, as {@code server}. */
    public Path shipped(String module) {
        return root.resolve(module).resolve("target").resolve("saoma-" + module + ".jar");
    }
}
