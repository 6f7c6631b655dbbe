package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/openid-conformance.md lists exactly the modules that have a test, each with the plans of its class. */
class ConformancePageTest {
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/openid-conformance.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(oidcc-[a-z0-9-]+)` \\| ([^|]+) \\| ([a-z]+) \\|[^|]*\\|$");
    private static final Set<String> VERDICTS = Set.of("passed", "warning", "skipped", "review");

    /** A row of the table. */
    private record Row(String module, String plan, String verdict) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> {
                    Matcher row = ROW.matcher(line);
                    assertThat(row.matches()).as(line).isTrue();
                    return new Row(row.group(1), row.group(2), row.group(3));
                })
                .toList();
    }

    @Test
    void hasARowForEachTestAndATestForEachRow() throws IOException {
        var tests = new TreeMap<String, String>();
        addModules(OidcBasicConformanceTest.class, module -> "Basic, Form Post", tests);
        addModules(OidcConfigConformanceTest.class, module -> "Config", tests);
        addModules(
                OidcLogoutConformanceTest.class,
                module -> module.contains("backchannel") ? "Back-Channel" : "RP-Initiated Logout",
                tests);

        var rows = new TreeMap<String, String>();
        rows().forEach(row ->
                assertThat(rows.put(row.module(), row.plan())).as(row.module()).isNull());
        assertThat(rows).isEqualTo(tests);
        assertThat(rows).hasSize(38 + 1 + 11 + 2);
    }

    @Test
    void testsTheModulesOfFormPostToo() {
        assertThat(names(OidcFormPostConformanceTest.class)).isEqualTo(names(OidcBasicConformanceTest.class));
    }

    @Test
    void knowsTheVerdictsOfTheSuite() throws IOException {
        assertThat(rows()).allMatch(row -> VERDICTS.contains(row.verdict()));
    }

    private static void addModules(Class<?> tests, UnaryOperator<String> plan, TreeMap<String, String> modules) {
        names(tests).forEach(name -> modules.put(name, plan.apply(name)));
    }

    private static List<String> names(Class<?> tests) {
        return Stream.<Class<?>>iterate(tests, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .flatMap(ConformancePageTest::name)
                .sorted()
                .toList();
    }

    private static Stream<String> name(Method test) {
        return Stream.ofNullable(test.getAnnotation(DisplayName.class)).map(DisplayName::value);
    }
}
