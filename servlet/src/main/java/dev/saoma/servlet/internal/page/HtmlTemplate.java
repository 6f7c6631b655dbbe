package dev.saoma.servlet.internal.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An HTML page with placeholders. */
public record HtmlTemplate(String template) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");

    /** Returns a template of the web module. */
    static HtmlTemplate named(String name) {
        return new HtmlTemplate(ClasspathResource.text("/dev/saoma/web/" + name + ".html"));
    }

    /** Returns the names of the placeholders. */
    Stream<String> places() {
        return PLACE.matcher(template).results().map(found -> found.group(1));
    }

    /** Returns this page with another template in place of what the pattern finds. */
    HtmlTemplate with(Pattern place, HtmlTemplate part) {
        return new HtmlTemplate(place.matcher(template).replaceFirst(Matcher.quoteReplacement(part.template())));
    }

    /** A filled template, whose values are escaped, for a place in another one. */
    public record Part(String html) {
        /** No part. */
        static final Part NONE = new Part("");

        /** Returns the parts one after another. */
        static Part of(List<Part> parts) {
            return new Part(String.join("", parts.stream().map(Part::html).toList()));
        }
    }

    /** Replaces all placeholders in one pass, so that no value is read as a placeholder. Values are escaped. */
    public String fill(Map<String, String> values) {
        return fill(values, Map.of());
    }

    /** Does the same, with parts for the placeholders that are no values. */
    String fill(Map<String, String> values, Map<String, Part> parts) {
        return PLACE.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            Part part = parts.get(found.group(1));
            if (value == null && part == null) {
                throw new IllegalStateException("nothing to fill " + found.group() + " with");
            }
            return Matcher.quoteReplacement(part == null ? escape(String.valueOf(value)) : part.html());
        });
    }

    /** Returns this template, filled, as a part of another one. */
    Part part(Map<String, String> values) {
        return part(values, Map.of());
    }

    /** Does the same, with parts of its own. */
    Part part(Map<String, String> values, Map<String, Part> parts) {
        return new Part(fill(values, parts));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
