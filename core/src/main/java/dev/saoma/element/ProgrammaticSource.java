package dev.saoma.element;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An app of elements that a program defines: the files of a folder, in memory. */
final class ProgrammaticSource implements AppSource {
    private static final String APP = "app.json";

    private final List<ElementName> names;
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, UnaryOperator<String>> keys = new HashMap<>();

    ProgrammaticSource(List<ProgrammaticElement> elements) {
        this.names = elements.stream().map(ProgrammaticElement::name).distinct().toList();
        files.put(APP, Json.text(Map.of("appId", "saoma.Given")));
        for (ProgrammaticElement definition : elements) {
            String folder = String.join("/", definition.name().parts()) + "/";
            put(folder + "e.json", definition.element(), definition.keys());
            put(folder + definition.name().simple() + ".json", definition.business(), definition.keys());
        }
    }

    private void put(String file, Map<String, ?> object, UnaryOperator<String> naming) {
        files.put(file, Json.text(object));
        keys.put(file, naming);
    }

    @Override
    public String describe(String file) {
        return "settings";
    }

    @Override
    public String key(String file, String key) {
        return keys.getOrDefault(file, UnaryOperator.identity()).apply(key);
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public Optional<String> read(String file) {
        return Optional.ofNullable(files.get(file));
    }

    @Override
    public List<ElementName> elements() {
        return names;
    }
}
