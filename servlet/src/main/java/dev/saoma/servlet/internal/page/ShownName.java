package dev.saoma.servlet.internal.page;

import java.util.Locale;
import java.util.regex.Pattern;

/** Shows names that others choose: without marks that change the text around them, and not too long. */
final class ShownName {
    private static final int LONGEST = 64;
    private static final Pattern MARKS =
            Pattern.compile("[\\p{Cc}\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufeff]");
    private static final Pattern VISIBLE = Pattern.compile(
            "(?![\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0])[\\p{L}\\p{N}\\p{P}\\p{S}]");

    private ShownName() {}

    /** Returns the name as a page shows it; the other text when no character is visible. */
    static String of(String name, String otherwise) {
        String plain = MARKS.matcher(name).replaceAll("").strip();
        if (!VISIBLE.matcher(plain).find()) {
            return otherwise;
        }
        int points = plain.codePointCount(0, plain.length());
        return points <= LONGEST ? plain : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** Returns the first visible character, which stands for a missing avatar. */
    static String initial(String shown) {
        var visible = VISIBLE.matcher(shown);
        return visible.find() ? visible.group().toUpperCase(Locale.ROOT) : "?";
    }
}
