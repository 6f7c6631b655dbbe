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

/** Finds public types of a module in packages that are neither listed as API nor internal. */
public final class PublicTypes {
    private static final Pattern PACKAGE_ROW = Pattern.compile("\\| `(dev\\.saoma[a-z.]*)` \\|.*");

    private PublicTypes() {}

    /**
     * Returns the names of the module's public top-level types outside the packages of the list and outside
     * {@code internal}.
     *
     * @param type a type of the module, which is compiled to a folder
     * @param list a document with a row {@code | `package` | …} for each package of the API
     */
    public static List<String> outsideOf(Class<?> type, Path list) throws IOException {
        Set<String> api = Files.readAllLines(list).stream()
                .map(PACKAGE_ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        Path root = root(type);
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-info"))
                    .map(file -> load(file, type.getClassLoader()))
                    .filter(each -> Modifier.isPublic(each.getModifiers()))
                    .filter(each -> !api.contains(each.getPackageName())
                            && !each.getPackageName().contains(".internal"))
                    .map(Class::getName)
                    .toList();
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
