package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each behaviour that docs/emulator.md lists has a test. */
class ConformanceTableTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern SOURCE = Pattern.compile("([DOCIR] )+[HML]");

    /** The rows of all tables with a column Test. */
    static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/emulator.md")).stream()
                .filter(line -> line.matches("\\|( [^|]*\\|){4}"))
                .filter(line -> !line.startsWith("| Behaviour "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void namesATestThatExists(String row) {
        List<MatchResult> named = TEST.matcher(row.split("\\|")[4]).results().toList();
        assertThat(named).isNotEmpty().allMatch(ConformanceTableTest::exists);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhereItIsKnownFromAndHowSure(String row) {
        assertThat(row.split("\\|")[2].strip()).matches(SOURCE);
    }

    @Test
    void missesNoRow() throws IOException {
        long lines = Files.readAllLines(Path.of("../docs/emulator.md")).stream()
                .filter(line -> line.startsWith("| ") && TEST.matcher(line).find())
                .count();
        assertThat(rows()).hasSize((int) lines).hasSizeGreaterThan(50);
    }

    private static boolean exists(MatchResult test) {
        try {
            Class<?> type = Class.forName(
                    "dev.saoma.emulator." + test.group(1), false, ConformanceTableTest.class.getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(test.group(2)) && isTest(method));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
