package dev.saoma.server.element;

import dev.saoma.AppElements;
import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.internal.json.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/**
 * The Types of which login instances can be made, and the fields of each. An own Type declares its fields in the key
 * {@code fields} of its {@code e.json}:
 *
 * <pre>{@code
 * "fields": [{"key": "authConfig.region", "label": {"en": "Region", "zh": "区域"}, "kind": "choice",
 *             "choices": ["cn", "sg"], "isRequired": true, "default": "cn"}]
 * }</pre>
 */
public final class LoginTypes {
    private static final ElementName OFFICIAL = new ElementName("auths.loginTypes.WeChatType");
    private static final int MOST = 50;
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*){0,3}");

    private final AppElements elements;

    public LoginTypes(AppElements elements) {
        this.elements = elements;
    }

    /** A text in both languages. */
    public record Label(String en, String zh) {}

    /**
     * One field of a Type.
     *
     * @param key in the business file
     * @param kind one of text, choice and boolean
     * @param pattern a regular expression that a text must match as a whole
     * @param choices all values of a field of the kind choice
     * @param byDefault the value when the key is missing
     */
    public record Field(
            String key,
            Label label,
            String kind,
            boolean isRequired,
            Optional<String> pattern,
            Optional<List<String>> choices,
            Optional<JsonNode> byDefault) {}

    /** A Type with its fields, those of the official one first. */
    public record Type(String name, String title, String app, List<Field> fields) {}

    /** Returns the Types in the app and those it extends, the official one first. */
    public List<Type> all() {
        var types = new ArrayList<Type>();
        for (ElementDefinition definition : elements.types()) {
            int place = definition.name().equals(OFFICIAL) ? 0 : types.size();
            types.add(
                    place,
                    new Type(definition.name().value(), definition.title(), definition.app(), fields(definition)));
        }
        return types;
    }

    private List<Field> fields(ElementDefinition definition) {
        var fields = new ArrayList<Field>();
        List<ElementDefinition> lineage = elements.current().lineage(definition);
        for (int i = lineage.size() - 1; i >= 0; i--) {
            if (lineage.get(i).name().equals(OFFICIAL)) {
                fields.addAll(official());
            }
            fields.addAll(declared(lineage.get(i)));
        }
        return fields;
    }

    private static List<Field> official() {
        return List.of(
                text("authConfig.appId", new Label("AppID", "AppID"), true, "[A-Za-z0-9_-]{1,64}", Optional.empty()),
                text(
                        "authConfig.openPlatform",
                        new Label("Open Platform account", "开放平台账号"),
                        false,
                        "[A-Za-z0-9._-]{1,64}",
                        Optional.of(JsonNode.text("default"))),
                new Field(
                        "registration",
                        new Label("Who may come in", "谁可以登录"),
                        "choice",
                        false,
                        Optional.empty(),
                        Optional.of(List.of("deny", "ticket", "open")),
                        Optional.of(JsonNode.text("deny"))),
                new Field(
                        "isActive",
                        new Label("Switched on", "启用"),
                        "boolean",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(JsonNode.flag(true))));
    }

    private static Field text(
            String key, Label label, boolean isRequired, String pattern, Optional<JsonNode> byDefault) {
        return new Field(key, label, "text", isRequired, Optional.of(pattern), Optional.empty(), byDefault);
    }

    /** Entries that are not of the form are left out, since they are shown only. */
    private static List<Field> declared(ElementDefinition type) {
        JsonNode declared = type.json().raw().getOrDefault("fields", JsonNode.emptyObject());
        return StreamSupport.stream(declared.spliterator(), false)
                .limit(MOST)
                .flatMap(entry -> field(entry).stream())
                .toList();
    }

    private static Optional<Field> field(JsonNode entry) {
        Optional<String> key =
                text(entry.path("key")).filter(text -> KEY.matcher(text).matches());
        String kind = text(entry.path("kind")).orElse("text");
        List<String> choices = StreamSupport.stream(entry.path("choices").spliterator(), false)
                .flatMap(choice -> text(choice).stream())
                .toList();
        if (key.isEmpty()
                || !List.of("text", "choice", "boolean").contains(kind)
                || kind.equals("choice") == choices.isEmpty()) {
            return Optional.empty();
        }
        String en = text(entry.path("label").path("en")).orElse(key.get());
        JsonNode required = entry.path("isRequired");
        JsonNode byDefault = entry.path("default");
        return Optional.of(new Field(
                key.get(),
                new Label(en, text(entry.path("label").path("zh")).orElse(en)),
                kind,
                required.isBoolean() && required.booleanValue(),
                text(entry.path("pattern")).filter(LoginTypes::isPattern),
                choices.isEmpty() ? Optional.empty() : Optional.of(choices),
                byDefault.isString() || byDefault.isBoolean() ? Optional.of(byDefault) : Optional.empty()));
    }

    private static boolean isPattern(String text) {
        try {
            return !Pattern.compile(text).pattern().isEmpty();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
