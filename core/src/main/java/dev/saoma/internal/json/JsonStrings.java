package dev.saoma.internal.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/** Replaces string values in a JSON text, and leaves all other characters as they are. */
public final class JsonStrings {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonStrings() {}

    /** A string value, with its quotes. */
    private record Span(int from, int to, String value) {}

    /**
     * Returns the text with other string values.
     *
     * @param replacement returns the new value for the names of the members and the indexes that lead to a string, and for
     *     its value; empty to leave it
     * @throws tools.jackson.core.JacksonException when the text is not JSON
     */
    public static String replace(String text, BiFunction<List<String>, String, Optional<String>> replacement) {
        var replaced = new StringBuilder();
        int copied = 0;
        for (Span span : spans(text, replacement)) {
            replaced.append(text, copied, span.from()).append(JsonText.of(span.value()));
            copied = span.to();
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    private static List<Span> spans(String text, BiFunction<List<String>, String, Optional<String>> replacement) {
        var spans = new ArrayList<Span>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    int from = (int) parser.currentTokenLocation().getCharOffset();
                    replacement
                            .apply(path(parser.streamReadContext()), parser.getString())
                            .ifPresent(value -> spans.add(new Span(from, end(text, from), value)));
                }
            }
        }
        return spans;
    }

    private static List<String> path(@Nullable TokenStreamContext innermost) {
        var path = new ArrayDeque<String>();
        for (TokenStreamContext at = innermost; at != null; at = at.getParent()) {
            if (at.inArray()) {
                path.addFirst(String.valueOf(at.getCurrentIndex()));
            } else if (at.inObject()) {
                path.addFirst(at.currentName());
            }
        }
        return List.copyOf(path);
    }

    /** Returns the place after the quote that ends a string. */
    private static int end(String text, int from) {
        int at = from + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
