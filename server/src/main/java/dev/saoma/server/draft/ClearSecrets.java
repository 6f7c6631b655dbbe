package dev.saoma.server.draft;

import dev.saoma.internal.json.JsonStrings;
import dev.saoma.server.draft.SecretForm.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Secrets that stand in clear in the texts of an element: the strings under keys such as {@code appSecret}, {@code password},
 * {@code privateKey}, {@code apiKey} and {@code token}. They are replaced by {@link #MARK} before a text is shown or stored
 * elsewhere.
 */
public final class ClearSecrets {
    /** Stands for the secret that is in the file. */
    public static final String MARK = "<unchanged>";

    static final String NOT_IN_FILES =
            "is " + MARK + ", but there is no secret in clear to keep; name a variable or type the secret";
    static final String NOT_IN_HISTORY =
            "was a secret in clear, which the history does not store; restore the version with secret,"
                    + " a variable or the secret typed again, or save its files with another text in place of " + MARK;

    private static final String NOT_IN_DATABASE =
            "is in clear, and the database keeps no secret in clear: use a placeholder, or set saoma.seal-key, with which the"
                    + " application's secret is sealed";

    private static final Pattern KEY =
            Pattern.compile("(?i).*(secret|password|passphrase|credential|private_?key|api_?key|access_?key|token)s?");

    private ClearSecrets() {}

    /** Returns the texts with a mark in place of each clear secret. A text that is not JSON is hidden as a whole. */
    public static ElementTexts hidden(ElementTexts texts) {
        return new ElementTexts(
                texts.name(),
                hidden(texts.element()),
                texts.businessName(),
                texts.business().map(ClearSecrets::hidden));
    }

    private static String hidden(String text) {
        try {
            return JsonStrings.replace(
                    text, (path, value) -> isClear(path, value) ? Optional.of(MARK) : Optional.empty());
        } catch (JacksonException e) {
            return MARK;
        }
    }

    /** Returns whether a text holds a secret in clear. */
    public static boolean isIn(ElementTexts texts) {
        return !texts.equals(hidden(texts));
    }

    /** Returns a fault for each secret in clear, with what to do where none may be stored. */
    static List<ElementFault> faults(ElementTexts texts) {
        var faults = new ArrayList<ElementFault>();
        strings(Optional.of(texts.element()))
                .keySet()
                .forEach(path -> faults.add(new ElementFault("e.json", String.join(".", path), NOT_IN_DATABASE)));
        strings(texts.business())
                .keySet()
                .forEach(path ->
                        faults.add(new ElementFault(texts.businessName(), String.join(".", path), NOT_IN_DATABASE)));
        return faults;
    }

    private static boolean isClear(List<String> path, String value) {
        return path.stream().anyMatch(key -> KEY.matcher(key).matches())
                && SecretForm.of(value).kind() == Kind.CLEAR
                && !value.equals(MARK);
    }

    /**
     * Returns texts with the present secrets in place of the marks.
     *
     * @param present empty when there is no element yet
     * @param problem of a mark where no secret is present, with its fix
     * @throws InvalidElementException for a mark where no secret is present
     */
    static ElementTexts restored(ElementTexts texts, Optional<ElementTexts> present, String problem) {
        var faults = new ArrayList<ElementFault>();
        Map<List<String>, String> inElement = strings(present.map(ElementTexts::element));
        Map<List<String>, String> inBusiness = strings(present.flatMap(ElementTexts::business));
        ElementTexts restored = new ElementTexts(
                texts.name(),
                restored(texts.element(), "e.json", List.of(inElement, inBusiness), problem, faults),
                texts.businessName(),
                texts.business()
                        .map(text ->
                                restored(text, texts.businessName(), List.of(inBusiness, inElement), problem, faults)));
        if (!faults.isEmpty()) {
            throw new InvalidElementException(faults);
        }
        return restored;
    }

    private static String restored(
            String text,
            String file,
            List<Map<List<String>, String>> present,
            String problem,
            List<ElementFault> faults) {
        try {
            return JsonStrings.replace(text, (path, value) -> {
                if (!value.equals(MARK)) {
                    return Optional.empty();
                }
                Optional<String> secret = secret(path, present);
                if (secret.isEmpty()) {
                    faults.add(new ElementFault(file, String.join(".", path), problem));
                }
                return secret;
            });
        } catch (JacksonException e) {
            // The loader reports it with its place.
            return text;
        }
    }

    /** Both files may hold the application's secret, each at its own place. */
    private static Optional<String> secret(List<String> path, List<Map<List<String>, String>> present) {
        Optional<String> same = Optional.ofNullable(present.get(0).get(path));
        boolean isAppSecret = !path.isEmpty() && path.get(path.size() - 1).equals("appSecret");
        return isAppSecret && same.isEmpty()
                ? present.get(1).entrySet().stream()
                        .filter(entry ->
                                entry.getKey().get(entry.getKey().size() - 1).equals("appSecret"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                : same;
    }

    private static Map<List<String>, String> strings(Optional<String> text) {
        var strings = new HashMap<List<String>, String>();
        try {
            JsonStrings.replace(text.orElse("{}"), (path, value) -> {
                if (isClear(path, value)) {
                    strings.putIfAbsent(path, value);
                }
                return Optional.empty();
            });
        } catch (JacksonException e) {
            strings.clear();
        }
        return strings;
    }
}
