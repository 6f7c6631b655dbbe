package dev.saoma.testing;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rule for public types: each is in a package of the API, or below {@code internal}. */
public final class PublicTypes {
    private static final Path LIST = Path.of("..", "docs", "extending.md");
    private static final Pattern PACKAGE_ROW = Pattern.compile("\\| `(dev\\.saoma[a-z0-9.]*)` \\|.*");
    private static final Pattern INTERNAL = Pattern.compile(".*\\.internal(\\..*)?");

    private PublicTypes() {}

    /**
     * Fails if the module of a type has public types elsewhere. Runs in the module's folder.
     *
     * @param type any type of the module, which is compiled to a folder
     */
    public static void requireApiOrInternal(Class<?> type) throws IOException {
        Set<String> api = Files.readAllLines(LIST).stream()
                .map(PACKAGE_ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        Path root = root(type);
        try (Stream<Path> files = Files.walk(root)) {
            List<Class<?>> visible = files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .<Class<?>>map(file -> load(file, type.getClassLoader()))
                    .filter(each -> Modifier.isPublic(each.getModifiers()))
                    .toList();
            List<String> elsewhere = visible.stream()
                    .filter(each -> !api.contains(each.getPackageName())
                            && !INTERNAL.matcher(each.getPackageName()).matches())
                    .map(Class::getName)
                    .toList();
            if (visible.isEmpty() || !elsewhere.isEmpty()) {
                throw new AssertionError(LIST + " lists the packages of the API, every other public type is internal;"
                        + " of " + visible.size() + " neither: " + elsewhere);
            }
        }
    }

    private static Path root(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String file, ClassLoader loader) {
        String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
