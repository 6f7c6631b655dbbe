package dev.saoma.server.operation;

import dev.saoma.AppElements;
import dev.saoma.element.ElementDefinition;
import dev.saoma.element.Json;
import dev.saoma.secret.TokenHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the elements of this node are made of, in a few words that can be compared with other nodes. */
record ElementState(AppElements elements) {
    /** A variable without a default. */
    private static final Pattern REQUIRED = Pattern.compile("\\{\\{([A-Za-z_][A-Za-z0-9_]*)}}");

    private static final int DEPTH = 9;
    private static final int FILES = 1_000;
    private static final long FILE_BYTES = 64 * 1024;

    /** Returns 16 digits that are equal when the texts of all elements in use are. */
    String stamp() {
        var texts = new StringBuilder();
        elements.current().all().stream()
                .sorted((one, two) -> one.name().value().compareTo(two.name().value()))
                .forEach(definition -> add(definition, texts));
        return TokenHash.of(texts.toString()).value().substring(0, 16);
    }

    private static void add(ElementDefinition definition, StringBuilder texts) {
        for (Json file : List.of(definition.json(), definition.business())) {
            String text = file.source().orElse("");
            texts.append(definition.name().value())
                    .append('\n')
                    .append(text.length())
                    .append('\n')
                    .append(text);
        }
    }

    /** Returns the variables that the files name as they are now, in use or not, and that are not set here; sorted. */
    List<String> missingVariables() {
        return elements.folder().map(this::missing).orElse(List.of());
    }

    private List<String> missing(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.limit(FILES)
                    .filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> REQUIRED.matcher(text(file)).results().map(found -> found.group(1)))
                    .distinct()
                    .filter(name -> !elements.isVariableSet(name))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= FILE_BYTES ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
