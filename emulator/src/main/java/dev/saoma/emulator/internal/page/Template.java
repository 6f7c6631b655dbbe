package dev.saoma.emulator.internal.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTML file with {@code {{name}}} in it. Split once, filled many times; safe for many threads. */
final class Template {

    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private final List<String> texts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Template(String source) {
        Matcher holes = HOLE.matcher(source);
        int from = 0;
        while (holes.find()) {
            texts.add(source.substring(from, holes.start()));
            names.add(holes.group(1));
            from = holes.end();
        }
        texts.add(source.substring(from));
    }

    static Template load(String name) {
        return new Template(new String(Resource.bytes(name), StandardCharsets.UTF_8));
    }

    /**
     * Fills every hole.
     *
     * @throws IllegalStateException when a hole has no value
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
