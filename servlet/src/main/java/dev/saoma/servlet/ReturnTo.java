package dev.saoma.servlet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page may go after the login: a path of the host's own site, or such a path below one of the listed origins.
 *
 * <p>Stricter than browsers need, so that no way of reading an address differently opens a door: no second decoding, no
 * {@code //}, no {@code ..}, no backslash in any spelling. No URL parser is asked; they disagree.
 */
final class ReturnTo {
    private static final int LONGEST = 2_048;
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]*");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern ENCODED_TRICK = Pattern.compile("%2f%2f|%5c|%0|%1|%7f", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIRST_SEGMENT_WITH_USER = Pattern.compile("/[^/?#]*@.*");

    private final List<String> origins;

    /** @param origins our own and the allowed ones, in their one spelling */
    ReturnTo(List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    /** Whether a page may be sent there as it stands. */
    boolean allows(String address) {
        if (address.length() > LONGEST) {
            return false;
        }
        if (address.startsWith("/")) {
            return isLocalPath(address);
        }
        return origins.stream()
                .filter(address::startsWith)
                .map(origin -> address.substring(origin.length()))
                .anyMatch(rest -> rest.isEmpty() || isLocalPath(rest));
    }

    private static boolean isLocalPath(String raw) {
        return isClean(raw)
                && !ENCODED_TRICK.matcher(raw).find()
                && decoded(raw)
                        .filter(once -> !ESCAPE.matcher(once).find())
                        .filter(once -> once.codePoints().allMatch(ReturnTo::isVisible))
                        .filter(ReturnTo::hasNoTrick)
                        .isPresent();
    }

    private static boolean isClean(String path) {
        return PATH.matcher(path).matches() && hasNoTrick(path);
    }

    private static boolean hasNoTrick(String path) {
        return !path.startsWith("//")
                && path.indexOf('\\') < 0
                && !path.contains("//")
                && !path.contains("..")
                && !FIRST_SEGMENT_WITH_USER.matcher(path).matches()
                // A page that takes a return address of its own must not be made the springboard.
                && !path.toLowerCase(Locale.ROOT).contains("returnto=");
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Percent-decoding, once; empty when an escape is cut short or the bytes are no UTF-8. */
    private static Optional<String> decoded(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
            } else if (i + 3 <= raw.length()
                    && ESCAPE.matcher(raw.substring(i, i + 3)).matches()) {
                bytes.put((byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
