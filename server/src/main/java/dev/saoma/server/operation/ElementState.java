package dev.saoma.server.operation;

import dev.saoma.AppElements;
import dev.saoma.AppOverlay;
import dev.saoma.element.ElementDefinition;
import dev.saoma.element.Json;
import dev.saoma.element.OverlayFiles;
import dev.saoma.secret.TokenHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the elements of this node are made of, in a few words that can be compared with other nodes. For one thread. */
final class ElementState {
    /** A variable without a default. */
    private static final Pattern REQUIRED = Pattern.compile("\\{\\{([A-Za-z_][A-Za-z0-9_]*)}}");

    private static final int DEPTH = 9;
    private static final int FILES = 1_000;
    private static final long FILE_BYTES = 64 * 1024;

    private final AppElements elements;
    private final Optional<AppOverlay> overlay;
    private OverlayFiles read = new OverlayFiles("", Long.MIN_VALUE, Map.of());

    /** @param overlay has elements beside those of the folder */
    ElementState(AppElements elements, Optional<AppOverlay> overlay) {
        this.elements = elements;
        this.overlay = overlay;
    }

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

    /**
     * Returns the variables that the files of folder and overlay name as they are now, in use or not, and that are not set here;
     * sorted.
     */
    List<String> missingVariables() {
        Stream<String> texts = Stream.concat(
                elements.folder().map(ElementState::texts).orElse(List.of()).stream(),
                overlay.map(this::texts).orElse(List.of()).stream());
        return texts.flatMap(text -> REQUIRED.matcher(text).results().map(found -> found.group(1)))
                .distinct()
                .filter(name -> !elements.isVariableSet(name))
                .sorted()
                .toList();
    }

    private static List<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.limit(FILES)
                    .filter(file -> file.toString().endsWith(".json"))
                    .map(ElementState::text)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Reads the texts again when their version is another one, as this is asked for every ten seconds. */
    private List<String> texts(AppOverlay stored) {
        if (stored.version() != read.version()) {
            read = stored.files();
        }
        return List.copyOf(read.files().values());
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= FILE_BYTES ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
