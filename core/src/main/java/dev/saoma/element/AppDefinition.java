package dev.saoma.element;

import dev.saoma.error.ConfigException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One app: {@code app.json} and the elements below it.
 *
 * @param id {@code appId}, such as {@code acme.Portal}
 * @param version {@code version}, by default {@code 1.0.0}
 * @param parents the apps that it extends, nearest first
 */
record AppDefinition(
        AppSource source, UnaryOperator<String> placeholders, String id, String version, List<Parent> parents) {

    /** An entry of {@code extends}. */
    record Parent(String id, Optional<String> version) {
        @Override
        public String toString() {
            return id + version.map(v -> " " + v).orElse("");
        }
    }

    /** Returns an app that extends another one and has no {@code app.json}. */
    static AppDefinition of(OverlayFiles overlay, UnaryOperator<String> placeholders) {
        return new AppDefinition(new OverlaySource(overlay), placeholders, overlay.appId(), "1.0.0", List.of());
    }

    static AppDefinition read(AppSource source, UnaryOperator<String> placeholders) {
        String text = source.read("app.json")
                .orElseThrow(() -> new ConfigException(
                        source.describe("app.json"),
                        "",
                        "is missing; an app's folder holds app.json and auths/loginTypes/<Name>/e.json"));
        Json json = json(source, "app.json", text, placeholders);
        List<Parent> parents = json.objects("extends").stream()
                .map(entry -> new Parent(entry.requiredText("appId"), entry.text("version")))
                .toList();
        return new AppDefinition(
                source,
                placeholders,
                json.requiredText("appId"),
                json.text("version").orElse("1.0.0"),
                parents);
    }

    private static Json json(AppSource source, String file, String text, UnaryOperator<String> placeholders) {
        return Json.parse(source.describe(file), text, placeholders, key -> source.key(file, key));
    }

    boolean is(Parent parent) {
        return id.equals(parent.id()) && parent.version().map(version::equals).orElse(true);
    }

    /** Returns the element with this name in this app alone. */
    Optional<ElementDefinition> element(ElementName name) {
        String folder = String.join("/", name.parts()) + "/";
        return source.read(folder + "e.json").map(text -> define(name, folder, text));
    }

    private ElementDefinition define(ElementName name, String folder, String text) {
        Json json = json(source, folder + "e.json", text, placeholders);
        return new ElementDefinition(
                name,
                id,
                json.text("type")
                        .orElseThrow(() -> json.fault("type", "is required: the full name of a Type, \"\" for a Meta")),
                json.requiredText("title"),
                access(json),
                json,
                business(name, folder, json));
    }

    private static AccessModifier access(Json json) {
        return switch (json.text("accessModifier").orElse("public")) {
            case "private" -> AccessModifier.PRIVATE;
            case "protected" -> AccessModifier.PROTECTED;
            case "public" -> AccessModifier.PUBLIC;
            default -> throw json.fault("accessModifier", "must be private, protected or public");
        };
    }

    private Json business(ElementName name, String folder, Json json) {
        Optional<String> named = json.text("frontBundleEntry");
        String entry = ElementFiles.business(name, json);
        String file = folder + entry;
        Optional<String> text = source.read(file);
        if (text.isEmpty() && named.isPresent() && named.get().endsWith(".json")) {
            throw json.fault("frontBundleEntry", "names a file that is not there: ./" + entry);
        }
        return text.map(found -> json(source, file, found, placeholders))
                .orElseGet(() -> Json.empty(source.describe(file)));
    }
}
