package dev.saoma.servlet.internal.http;

import java.util.List;

/** Reads {@code Accept-Encoding}, in linear time because any client can send it. */
public final class AcceptEncoding {
    /** No known client sends a longer header. A longer one is ignored. */
    private static final int LONGEST = 500;

    private AcceptEncoding() {}

    /** Returns whether the client accepts {@code gzip}: it is listed, with a weight above 0. */
    public static boolean takesGzip(List<String> headers) {
        int length = headers.stream().mapToInt(String::length).sum();
        return length <= LONGEST
                && headers.stream()
                        .flatMap(header -> List.of(header.split(",", -1)).stream())
                        .anyMatch(AcceptEncoding::isGzip);
    }

    private static boolean isGzip(String coding) {
        int semicolon = coding.indexOf(';');
        String name = semicolon < 0 ? coding : coding.substring(0, semicolon);
        return name.strip().equalsIgnoreCase("gzip")
                && (semicolon < 0 || isWanted(coding.substring(semicolon + 1).strip()));
    }

    private static boolean isWanted(String parameter) {
        if (!parameter.regionMatches(true, 0, "q=", 0, 2)) {
            return false;
        }
        String weight = parameter.substring(2);
        return weight.chars().allMatch(c -> c == '.' || isDigit(c))
                && weight.indexOf('.') == weight.lastIndexOf('.')
                && weight.chars().anyMatch(c -> isDigit(c) && c != '0');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
