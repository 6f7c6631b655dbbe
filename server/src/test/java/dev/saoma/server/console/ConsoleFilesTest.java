package dev.saoma.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.page.ClasspathResource;
import dev.saoma.servlet.internal.page.StaticFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the console: what is served, what is foreign, and what no file may do. */
class ConsoleFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/saoma/server/console");
    private static final String VENDOR = "vendor/lit-html/";
    /** The stylesheet of both consoles, in {@code web/console}. */
    private static final String SHARED = "frame.css";

    private static final int MOST_PACKED = 60_000;
    private static final int MOST_LINES = 250;

    /** What parses HTML, runs text as a script, or sets a style that the policy would refuse. */
    private static final Pattern FORBIDDEN = Pattern.compile("unsafeHTML|unsafe-html|[iI]nnerHTML|outerHTML|srcdoc"
            + "|insertAdjacentHTML|createContextualFragment|DOMParser|document\\.write|\\beval\\(|new Function"
            + "|setTimeout\\(['\"`]|<script|<style|\\bstyle=|javascript:|window\\.open|\\son[a-z]+=");

    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:href|src|action|formaction|data|poster)=(?!\"?\\{\\{)(.{0,20})");
    private static final Pattern NAVIGATION =
            Pattern.compile("location\\.(?:assign|replace|href)|\\.href = |\\.src = ");

    /** The files that may name an address themselves, and why. */
    private static final Map<String, String> NAVIGATING =
            Map.of("address.js", "it is the one place for addresses", "export.js", "a file that the page itself made");

    private static List<String> present() throws Exception {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static List<String> own() {
        return ConsoleFiles.NAMES.stream()
                .filter(name -> !name.startsWith(VENDOR))
                .toList();
    }

    private static String text(String name) {
        return ClasspathResource.text("/dev/saoma/server/console/" + name);
    }

    @Test
    void areAllInTheTable() throws Exception {
        var expected = new ArrayList<>(ConsoleFiles.NAMES);
        expected.remove(SHARED);
        expected.addAll(List.of("console.html", "sample.html", VENDOR + "LICENSE", VENDOR + "SHA256SUMS"));

        assertThat(present()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A module that nothing imports would be in no browser. */
    @Test
    void areAllInTheModuleThatIsServed() {
        Set<String> joined = ModuleBundle.names(ConsoleFiles.ENTRY, ConsoleFilesTest::text);

        assertThat(joined)
                .containsExactlyInAnyOrderElementsOf(
                        own().stream().filter(name -> name.endsWith(".js")).toList());
        assertThat(ConsoleFiles.SERVED).hasSize(7).contains("console.js", "console.css", VENDOR + "lit-html.js");
    }

    @Test
    void areTwoPartsOfOneStylesheet() {
        String expected = Stream.of(text(SHARED), text("console.css"))
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("/*"))
                .collect(Collectors.joining("\n"));

        assertThat(ConsolePages.styles().strip()).isEqualTo(expected);
    }

    @Test
    void areFewEnoughForASlowLine() {
        int packed = ConsoleFiles.SERVED.stream()
                .mapToInt(name -> ConsolePages.read(name).packedLength())
                .sum();

        int pages = Stream.of("console.html", "sample.html")
                .mapToInt(name -> StaticFile.of("page.css", text(name)).packedLength())
                .sum();

        assertThat(packed + pages).isLessThanOrEqualTo(MOST_PACKED);
    }

    @Test
    void areShortEnoughToRead() {
        assertThat(own())
                .allSatisfy(name -> assertThat(text(name).lines()).as(name).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    /** The published files of lit-html 3.3.3, unchanged. */
    @Test
    void areForeignOnlyWhereTheHashesSay() throws Exception {
        List<String> sums = text(VENDOR + "SHA256SUMS").lines().toList();

        assertThat(sums)
                .hasSize(6)
                .contains("b878e7f95dec8a9b6e9b217faca6b6a11bad82ebc44c0caa77419ed83edd81f2  lit-html.js");
        for (String line : sums) {
            byte[] file = Files.readAllBytes(FOLDER.resolve(VENDOR + line.substring(66)));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);
            assertThat(HexFormat.of().formatHex(hash)).as(line).isEqualTo(line.substring(0, 64));
        }
        assertThat(present().stream().filter(name -> name.startsWith(VENDOR) && !name.endsWith("SHA256SUMS")))
                .hasSize(sums.size());
    }

    @Test
    void parseNoHtmlAndSetNoStyle() {
        Stream.concat(own().stream().filter(name -> name.endsWith(".js")), Stream.of("console.html"))
                .forEach(name -> {
                    String code =
                            text(name).replace("<script src=\"{{base}}", "").replace("<script type=\"module\"", "");
                    assertThat(FORBIDDEN.matcher(code).results().map(MatchResult::group))
                            .as(name)
                            .isEmpty();
                });
    }

    @Test
    void takeEveryAddressFromOnePlace() {
        for (String name : own()) {
            if (!name.endsWith(".js")) {
                continue;
            }
            assertThat(ADDRESS.matcher(text(name)).results().map(found -> found.group(1)))
                    .as(name)
                    .allMatch(value -> value.startsWith("${address(")
                            || value.startsWith("${pageAddress(")
                            || value.startsWith("${instanceAddress(")
                            || value.startsWith("${frameAddress(")
                            || value.startsWith("\"#main\""));
            if (!NAVIGATING.containsKey(name)) {
                assertThat(NAVIGATION.matcher(text(name)).results().map(MatchResult::group))
                        .as(name)
                        .isEmpty();
            }
        }
    }
}
