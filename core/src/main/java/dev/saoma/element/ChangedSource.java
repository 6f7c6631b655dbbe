package dev.saoma.element;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An app with changes that are not yet in its files. */
final class ChangedSource implements AppSource {
    private static final String ELEMENT = "/e.json";

    private final AppSource files;
    private final FileChanges changes;

    ChangedSource(AppSource files, FileChanges changes) {
        this.files = files;
        this.changes = changes;
    }

    @Override
    public String describe(String file) {
        return files.describe(file);
    }

    @Override
    public Optional<Path> folder() {
        return files.folder();
    }

    @Override
    public Optional<String> read(String file) {
        String text = changes.written().get(file);
        if (text != null) {
            return Optional.of(text);
        }
        return changes.deleted().contains(file) ? Optional.empty() : files.read(file);
    }

    @Override
    public List<ElementName> elements() {
        Stream<ElementName> written = changes.written().keySet().stream()
                .filter(file -> file.endsWith(ELEMENT))
                .map(file -> new ElementName(
                        file.substring(0, file.length() - ELEMENT.length()).replace('/', '.')));
        return Stream.concat(files.elements().stream().filter(isDeleted().negate()), written)
                .distinct()
                .sorted((a, b) -> a.value().compareTo(b.value()))
                .toList();
    }

    private Predicate<ElementName> isDeleted() {
        return name -> changes.deleted().contains(ElementFiles.element(name));
    }
}
