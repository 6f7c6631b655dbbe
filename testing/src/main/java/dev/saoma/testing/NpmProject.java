package dev.saoma.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A copy of a folder in which npm runs, so that the work tree does not change. */
public record NpmProject(Path folder) {
    private static final Set<String> MADE = Set.of("node_modules", "target");
    private static final Pattern NO_REGISTRY = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED");

    /** Copies all files except installed and built ones. Packages of an earlier run stay until npm replaces them. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(from.relativize(file).toString().split("/"))
                            .noneMatch(MADE::contains))
                    .forEach(file ->
                            copyFile(file, to.resolve(from.relativize(file).toString())));
        }
    }

    /** Runs npm and requires success. Skips the test with a message if there is no npm, or npm reaches no registry. */
    public String npm(Map<String, String> environment, String... arguments) throws Exception {
        Process process;
        try {
            var builder = new ProcessBuilder(Stream.concat(Stream.of("npm"), Arrays.stream(arguments))
                            .toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            return skip("no npm on this machine; install the package npm");
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0 && NO_REGISTRY.matcher(said).find()) {
            return skip("npm reaches no registry");
        }
        if (status != 0) {
            throw new AssertionError("npm " + List.of(arguments) + " ended with " + status + "\n" + said);
        }
        return said;
    }

    private static String skip(String reason) {
        if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
            throw new AssertionError(reason);
        }
        System.out.println("SKIPPED: " + reason + ", so nothing was tried that npm packages are needed for");
        return Assumptions.abort(reason);
    }

    private static void copyFile(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
