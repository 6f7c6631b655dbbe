package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that docs/specification.md and docs/openid-attacks.md name existing tests in each row. */
class SpecificationTableTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`");

    private static Map<String, List<Path>> sources;

    @BeforeAll
    static void find() throws IOException {
        var found = new HashMap<String, List<Path>>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                add(tests, found);
            }
        }
        sources = found;
    }

    private static void add(Path tests, Map<String, List<Path>> found) throws IOException {
        try (Stream<Path> files = Files.walk(tests)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> found.computeIfAbsent(
                                    file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                            .add(file));
        }
    }

    static List<String> rows() throws IOException {
        return rows("../docs/specification.md");
    }

    static List<String> attacks() throws IOException {
        return rows("../docs/openid-attacks.md");
    }

    private static List<String> rows(String page) throws IOException {
        return Files.readAllLines(Path.of(page)).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Row "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource({"rows", "attacks"})
    void namesTestsThatExist(String row) {
        List<MatchResult> named =
                TEST.matcher(row.substring(row.indexOf('|', 1))).results().toList();

        assertThat(named).isNotEmpty().allMatch(SpecificationTableTest::exists);
    }

    @Test
    void hasEveryRow() throws IOException {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(42);
        assertThat(attacks()).hasSizeGreaterThanOrEqualTo(29);
    }

    private static boolean exists(MatchResult test) {
        return sources.getOrDefault(test.group(1), List.of()).stream()
                .anyMatch(file -> text(file).contains("void " + test.group(2) + "("));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
