package dev.saoma.servlet.internal.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTML page with placeholders. */
public record HtmlTemplate(String template) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");

    /** Returns this page with another template in place of what the pattern finds. */
    HtmlTemplate with(Pattern place, HtmlTemplate part) {
        return new HtmlTemplate(place.matcher(template).replaceFirst(Matcher.quoteReplacement(part.template())));
    }

    /** Replaces all placeholders in one pass, so that no value is read as a placeholder. Values are escaped. */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing to fill " + found.group() + " with");
            }
            return Matcher.quoteReplacement(escape(value));
        });
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
