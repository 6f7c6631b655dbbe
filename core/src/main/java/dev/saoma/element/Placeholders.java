package dev.saoma.element;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code {{NAME}}} and {@code {{NAME:default}}} in a text with environment variables. */
final class Placeholders {
    private static final Pattern FORM = Pattern.compile("\\{\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^{}]*))?}}");

    private final Function<String, Optional<String>> environment;

    Placeholders(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException naming the variable that is not set and has no default */
    String fill(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        Matcher matcher = FORM.matcher(text);
        var filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String fallback = matcher.group(2);
            String value = environment.apply(name).orElse(fallback);
            if (value == null) {
                throw new IllegalArgumentException("names the environment variable " + name
                        + ", which is not set; set it, or give a default as {{" + name + ":default}}");
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        if (FORM.matcher(text).replaceAll("").contains("{{")) {
            throw new IllegalArgumentException(
                    "holds {{ that begins no placeholder: write {{NAME}} or {{NAME:default}}, NAME of"
                            + " letters, digits and _");
        }
        return filled.toString();
    }
}
