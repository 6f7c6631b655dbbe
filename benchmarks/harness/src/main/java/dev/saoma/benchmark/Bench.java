package dev.saoma.benchmark;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The environment in which a measure runs.
 *
 * @param root the repository's folder
 * @param java the home of the JDK that everything under test runs on
 * @param work a folder for the files of this run, deleted afterwards
 * @param progress receives progress messages, one line each
 */
public record Bench(Path root, Path java, Path work, Scale scale, Consumer<String> progress) {
    public void say(String line) {
        progress.accept(line);
    }

    /** Returns the jar of a benchmark subject, such as {@code peer/wxjava}. */
    public Path subject(String module) {
        return root.resolve("benchmarks")
                .resolve(module)
                .resolve("target")
                .resolve(Path.of(module).getFileName() + ".jar");
    }

    /** Returns the shipped jar of a module, such as {@code server}. */
    public Path shipped(String module) {
        return root.resolve(module).resolve("target").resolve("saoma-" + module + ".jar");
    }
}
