package dev.saoma.server.draft;

import dev.saoma.element.ElementName;
import dev.saoma.server.draft.ElementDraft.Fields;
import dev.saoma.server.draft.ElementDraft.SecretChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules for fields that the loader does not know. */
public final class FieldRules {
    private static final int TITLE = 60;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cf}\\u2028\\u2029]");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*){0,3}");
    private static final String ELEMENT = "e.json";

    private FieldRules() {}

    /**
     * Returns what is wrong with fields.
     *
     * @param isNew whether the fields that an element needs must be there
     */
    public static List<ElementFault> faults(ElementName name, Fields fields, boolean isNew) {
        var faults = new ArrayList<ElementFault>();
        if (isNew) {
            required("type", fields.type(), faults);
            required("title", fields.title(), faults);
        }
        fields.type()
                .filter(type -> !isName(type))
                .ifPresent(type -> faults.add(new ElementFault(ELEMENT, "type", "must be the full name of a Type")));
        fields.title()
                .filter(title -> title.isBlank()
                        || title.codePointCount(0, title.length()) > TITLE
                        || INVISIBLE.matcher(title).find())
                .ifPresent(title ->
                        faults.add(new ElementFault(ELEMENT, "title", "must be 1 to 60 characters on one line")));
        if (fields.secret() instanceof SecretChange.Variable variable
                && !VARIABLE.matcher(variable.name()).matches()) {
            faults.add(new ElementFault(
                    ELEMENT, "appSecret", "needs a variable's name of letters, digits and _, not a digit first"));
        }
        fields.own().keySet().stream()
                .filter(key -> !KEY.matcher(key).matches() || isOfficial(key))
                .forEach(key -> faults.add(new ElementFault(
                        name.simple() + ".json", key, "cannot be given among the fields of an own Type")));
        return faults;
    }

    private static boolean isOfficial(String key) {
        return List.of(
                        "authConfig",
                        "authConfig.appId",
                        "authConfig.appSecret",
                        "authConfig.openPlatform",
                        "isActive",
                        "registration")
                .contains(key);
    }

    private static void required(String key, Optional<String> value, List<ElementFault> faults) {
        if (value.isEmpty()) {
            faults.add(new ElementFault(ELEMENT, key, "is required"));
        }
    }

    private static boolean isName(String text) {
        try {
            return !new ElementName(text).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
