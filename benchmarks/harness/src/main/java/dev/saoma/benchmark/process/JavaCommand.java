package dev.saoma.benchmark.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs a jar. Every subject gets a heap of 1 GiB, unless a measure sets another size. */
public record JavaCommand(Path home, List<String> flags, Path jar, List<String> arguments) {
    public static JavaCommand of(Path home, Path jar, String... arguments) {
        return new JavaCommand(home, List.of("-Xmx1g"), jar, List.of(arguments));
    }

    public JavaCommand with(String... more) {
        var all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new JavaCommand(home, List.copyOf(all), jar, arguments);
    }

    public List<String> line() {
        var line = new ArrayList<String>();
        line.add(home.resolve("bin/java").toString());
        line.addAll(flags);
        line.add("-jar");
        line.add(jar.toString());
        line.addAll(arguments);
        return List.copyOf(line);
    }
}
