package dev.saoma.element;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An app that is stored elsewhere than in a folder. */
final class OverlaySource implements AppSource {
    private static final String ELEMENT = "/e.json";

    private final OverlayFiles overlay;

    OverlaySource(OverlayFiles overlay) {
        this.overlay = overlay;
    }

    @Override
    public String describe(String file) {
        return overlay.appId() + ": " + file;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public Optional<String> read(String file) {
        return Optional.ofNullable(overlay.files().get(file));
    }

    @Override
    public List<ElementName> elements() {
        return overlay.files().keySet().stream()
                .filter(file -> file.endsWith(ELEMENT))
                .map(file -> new ElementName(
                        file.substring(0, file.length() - ELEMENT.length()).replace('/', '.')))
                .sorted((a, b) -> a.value().compareTo(b.value()))
                .toList();
    }
}
