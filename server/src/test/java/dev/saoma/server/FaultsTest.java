package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each fault that {@code docs/operations.md} describes is covered by a test that exists. */
class FaultsTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAME = Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`");

    @Test
    void areShownByTestsThatAreThere() throws Exception {
        String page = Files.readString(REPOSITORY.resolve("docs/operations.md"));
        List<String> lines = page.substring(page.indexOf("\n## When something breaks\n"))
                .lines()
                .toList();
        List<MatchResult> named =
                lines.stream().flatMap(line -> NAME.matcher(line).results()).toList();

        assertThat(lines)
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| What"))
                .allMatch(line -> NAME.matcher(line).find());
        String tests = tests();
        assertThat(named).hasSizeGreaterThan(20).allMatch(test -> isThere(test, tests));
    }

    private static boolean isThere(MatchResult test, String tests) {
        int begins = tests.indexOf("class " + test.group(1) + " ");
        int ends = tests.indexOf("\npackage ", begins);
        return begins >= 0
                && tests.substring(begins, ends < 0 ? tests.length() : ends).contains("void " + test.group(2) + "(");
    }

    /** Returns the concatenated source of all tests. */
    private static String tests() throws IOException {
        var all = new StringBuilder();
        for (String module : List.of("core", "servlet", "redis", "oidc", "server")) {
            try (var files = Files.walk(REPOSITORY.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append('\n').append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
