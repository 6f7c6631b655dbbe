package dev.saoma.emulator.internal.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTML file with {@code {{name}}} placeholders. Split once, filled many times; thread-safe. */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private final List<String> texts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Template(String source) {
        Matcher placeholders = PLACEHOLDER.matcher(source);
        int from = 0;
        while (placeholders.find()) {
            texts.add(source.substring(from, placeholders.start()));
            names.add(placeholders.group(1));
            from = placeholders.end();
        }
        texts.add(source.substring(from));
    }

    static Template load(String name) {
        return new Template(new String(Resource.bytes(name), StandardCharsets.UTF_8));
    }

    /**
     * Fills all placeholders.
     *
     * @throws IllegalStateException when a placeholder has no value
     */
    String fill(Map<String, Html> values) {
        StringBuilder page = new StringBuilder(4096);
        for (int i = 0; i < names.size(); i++) {
            Html value = values.get(names.get(i));
            if (value == null) {
                throw new IllegalStateException("no value for " + names.get(i));
            }
            page.append(texts.get(i)).append(value.markup());
        }
        return page.append(texts.get(names.size())).toString();
    }
}
