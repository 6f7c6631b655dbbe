package dev.saoma.benchmark.load;

import java.util.Optional;

/** An HTTP response: the head as received, and the body decoded as UTF-8. */
public record Answer(int status, String head, String text) {
    /** Returns the value of the first header field with a name; names are case-insensitive. */
    public Optional<String> header(String name) {
        int at = find(name, 0);
        return at < 0 ? Optional.empty() : Optional.of(value(at + name.length() + 3));
    }

    /** Stores the cookies of the response in a browser. */
    void keepCookies(Browser browser) {
        for (int at = find("Set-Cookie", 0); at >= 0; at = find("Set-Cookie", at + 2)) {
            browser.keep(value(at + "Set-Cookie".length() + 3));
        }
    }

    /** Returns the text after {@code "name":"} in a JSON body; empty when the body has no such member. */
    public String member(String name) {
        return between(text, "\"" + name + "\":\"", "\"");
    }

    /** Returns the text between two markers, up to the end when the second is missing; empty when the first is missing. */
    static String between(String text, String before, String after) {
        int begin = text.indexOf(before);
        if (begin < 0) {
            return "";
        }
        begin += before.length();
        int end = text.indexOf(after, begin);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    /** Returns the index of the line break before a header field, or -1. */
    private int find(String name, int from) {
        for (int at = head.indexOf("\r\n", from); at >= 0; at = head.indexOf("\r\n", at + 2)) {
            if (head.regionMatches(true, at + 2, name, 0, name.length())
                    && head.startsWith(":", at + 2 + name.length())) {
                return at;
            }
        }
        return -1;
    }

    private String value(int begin) {
        int end = head.indexOf("\r\n", begin);
        return head.substring(begin, end).strip();
    }
}
