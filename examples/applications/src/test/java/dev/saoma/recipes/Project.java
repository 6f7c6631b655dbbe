package dev.saoma.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.recipes.RecipePage.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of an application, into which a page's blocks are typed as the page tells. */
record Project(Path folder, String name) {
    /** @param options what Maven gets on each command line, such as a profile */
    static Project copy(String name, Path folder, String options) throws IOException {
        Path from = RecipePage.REPOSITORY.resolve("examples/applications/" + name);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                String relative = from.relativize(path).toString();
                if (relative.startsWith("target") || relative.startsWith("data")) {
                    continue;
                }
                Path to = folder.resolve(relative);
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                }
            }
        }
        Files.createDirectories(folder.resolve(".mvn"));
        Files.writeString(folder.resolve(".mvn/maven.config"), options.replace(' ', '\n') + "\n");
        return new Project(folder, name);
    }

    void type(RecipePage page) {
        for (Block block : page.blocks()) {
            type(block);
        }
    }

    void type(Block block) {
        String text = block.text();
        if (block.language().equals("sh")) {
            return;
        }
        if (block.language().equals("diff")) {
            change(find(block.file()), before -> patched(before, text));
        } else if (block.file().equals("pom.xml")) {
            change(
                    folder.resolve("pom.xml"),
                    before -> inserted(before, before.indexOf("\n  <dependencies>\n") + 1, "  <dependencies>\n", text));
        } else if (block.isCode()) {
            String source = block.file().endsWith(".kt") ? "kotlin" : "java";
            write(
                    folder.resolve("src/main/" + source + "/com/example/" + name.replace("-", "") + "/" + block.file()),
                    text);
        } else if (block.language().equals("html")) {
            change(find(block.file()), before -> {
                int end = before.indexOf("  </body>");
                return before.substring(0, end) + text + "\n" + before.substring(end);
            });
        } else {
            change(find(block.file()), before -> before.stripTrailing() + "\n\n" + text + "\n");
        }
    }

    private static String inserted(String before, int at, String after, String text) {
        assertThat(before.startsWith(after, at)).as(after + " in " + before).isTrue();
        int end = at + after.length();
        return before.substring(0, end) + text + "\n" + before.substring(end);
    }

    /** Applies the parts of a patch, which are separated by lines "@@". */
    private static String patched(String before, String patch) {
        String text = before;
        for (String part : patch.split("(?m)^@@\n")) {
            String old = side(part, '+');
            assertThat(text.split(Pattern.quote(old), -1))
                    .as("once in the file: " + old)
                    .hasSize(2);
            text = text.replace(old, side(part, '-'));
        }
        return text;
    }

    /** Returns the lines of a patch without those that are marked. */
    private static String side(String patch, char without) {
        return patch.lines()
                .filter(line -> line.isEmpty() || line.charAt(0) != without)
                .map(line -> (line.isEmpty() ? "" : line.substring(1)) + "\n")
                .collect(Collectors.joining());
    }

    Path find(String file) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(path -> path.endsWith(file))
                    .filter(path -> !folder.relativize(path).startsWith("target"))
                    .toList();
            assertThat(found).as(file).hasSize(1);
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void change(Path file, UnaryOperator<String> change) {
        try {
            write(file, change.apply(Files.readString(file)).stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
