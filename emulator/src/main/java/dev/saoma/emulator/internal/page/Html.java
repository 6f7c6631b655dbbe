package dev.saoma.emulator.internal.page;

/**
 * HTML. Other text enters a template only through {@link #text}, which escapes it.
 *
 * @param markup the HTML
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    /** Escapes text for element content and for quoted attributes. */
    static Html text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return new Html(escaped.toString());
    }
}
