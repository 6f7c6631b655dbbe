package dev.saoma.benchmark.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands of other packages, which may be missing. */
public final class Command {
    private Command() {}

    /** Whether the path has an executable of this name. */
    public static boolean isThere(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, name)));
    }
}
