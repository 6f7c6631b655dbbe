package dev.saoma.benchmark.load;

import java.util.Optional;

/** What came back: the head as it was sent, and the body as UTF-8. */
public record Answer(int status, String head, String text) {
    /** The value of the first field of a name; names are compared without regard to case. */
    public Optional<String> header(String name) {
        int at = find(name, 0);
        return at < 0 ? Optional.empty() : Optional.of(value(at + name.length() + 3));
    }

    /** Keeps what the server wants kept. */
    void keepCookies(Browser browser) {
        for (int at = find("Set-Cookie", 0); at >= 0; at = find("Set-Cookie", at + 2)) {
            browser.keep(value(at + "Set-Cookie".length() + 3));
        }
    }

    /** What stands behind {@code "name":"} in a JSON body; empty when it is not there. */
    public String member(String name) {
        return between(text, "\"" + name + "\":\"", "\"");
    }

    /** What stands between two texts, to the end when the second is missing; empty when the first is not there. */
    static String between(String text, String before, String after) {
        int begin = text.indexOf(before);
        if (begin < 0) {
            return "";
        }
        begin += before.length();
        int end = text.indexOf(after, begin);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    /** Where the line break before a field stands. */
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
