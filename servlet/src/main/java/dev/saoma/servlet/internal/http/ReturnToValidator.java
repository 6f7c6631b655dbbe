package dev.saoma.servlet.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the address to which a page goes after the login: a path of the host's own site, or a path below a listed origin.
 *
 * <p>The path must not contain anything that browsers and servers may read differently: {@code //}, a dot segment or a
 * backslash, in any encoding. The query and the fragment cannot lead to another site, so they are accepted and stored in ASCII.
 * No URL parser is used, because parsers disagree. Thread-safe.
 */
public final class ReturnToValidator {
    static final int LONGEST = 4_096;
    private static final int DECODINGS = 3;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern DOTS = Pattern.compile("/\\.\\.?(;[^/]*)?(?=/|$)");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final List<String> origins;

    /** @param origins the servlet's own and the allowed origins, normalized */
    public ReturnToValidator(List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    /** The result of a check. */
    public sealed interface Outcome {
        /**
         * The address is accepted.
         *
         * @param address the form to store: visible ASCII, at most {@link #LONGEST} characters
         */
        record Kept(String address) implements Outcome {}

        /**
         * The address is refused.
         *
         * @param reason a fixed text that contains no part of the address
         */
        record Refused(String reason) implements Outcome {}
    }

    /** Returns whether the address is accepted unchanged. */
    public boolean allows(String address) {
        return keep(address).equals(new Outcome.Kept(address));
    }

    public Outcome keep(String address) {
        if (address.length() > LONGEST) {
            return new Outcome.Refused("it is longer than " + LONGEST + " characters");
        }
        if (address.startsWith("/")) {
            return keepLocal("", address);
        }
        int colon = address.indexOf("://");
        int end = colon < 0 ? 0 : firstOf("/?#", address, colon + 3);
        Optional<WebOrigin> origin = WebOrigin.parse(address.substring(0, end));
        if (origin.isEmpty()) {
            return new Outcome.Refused("it does not begin with / and is no plain http or https address");
        }
        if (!origins.contains(origin.get().toString())) {
            return new Outcome.Refused("its origin is neither ours nor in saoma.allowed-origins");
        }
        String rest = address.substring(end);
        return rest.isEmpty()
                ? new Outcome.Kept(origin.get().toString())
                : keepLocal(origin.get().toString(), rest.startsWith("/") ? rest : "/" + rest);
    }

    private static int firstOf(String ends, String text, int from) {
        int at = from;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static Outcome keepLocal(String origin, String raw) {
        if (!raw.codePoints().allMatch(ReturnToValidator::isText)) {
            return new Outcome.Refused("it holds a line end, a tab or another control character");
        }
        int end = firstOf("?#", raw, 0);
        String path = raw.substring(0, end);
        String rest = raw.substring(end);
        if (!isPlainPath(path)) {
            return new Outcome.Refused(
                    "its path holds //, a backslash, a segment of dots or what decodes to one of them,"
                            + " or an escape that is none of UTF-8");
        }
        if (isSpringboard(rest)) {
            return new Outcome.Refused("it has a returnTo of its own");
        }
        String kept = origin + ascii(path) + ascii(rest);
        return kept.length() > LONGEST
                ? new Outcome.Refused("it is longer than " + LONGEST + " characters when written in ASCII")
                : new Outcome.Kept(kept);
    }

    /** Returns whether the path is safe, however often a server behind this one decodes it. */
    private static boolean isPlainPath(String path) {
        Optional<String> reading = Optional.of(path);
        for (int i = 0; i <= DECODINGS; i++) {
            if (reading.filter(ReturnToValidator::hasNoTrick).isEmpty()) {
                return false;
            }
            if (!ESCAPE.matcher(reading.get()).find()) {
                return true;
            }
            reading = decoded(reading.get());
        }
        return false;
    }

    /** Also checks the NFKC form, since some servers read a full-width slash as a slash. */
    private static boolean hasNoTrick(String path) {
        String plain = Normalizer.normalize(path, Normalizer.Form.NFKC);
        return plain.indexOf('\\') < 0
                && !plain.contains("//")
                && !DOTS.matcher(plain).find()
                && path.codePoints().allMatch(ReturnToValidator::isVisible);
    }

    /** Returns whether the address contains a return address itself, which its page could redirect to. */
    private static boolean isSpringboard(String rest) {
        String once = decoded(rest).orElse(rest);
        return (rest + " " + once).toLowerCase(Locale.ROOT).contains("returnto=");
    }

    /** Excludes control characters: browsers remove line ends and tabs anywhere in an address. */
    private static boolean isText(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** Excludes direction marks, which could make an address look like another one. */
    private static boolean isVisible(int codePoint) {
        boolean turns = codePoint == 0x061c
                || codePoint == 0x200e
                || codePoint == 0x200f
                || (codePoint >= 0x202a && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
        return isText(codePoint) && !turns;
    }

    /** Returns the text in visible ASCII: percent-encodes other characters, and a percent sign that begins no escape. */
    private static String ascii(String text) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        var kept = new StringBuilder(given.length);
        for (int i = 0; i < given.length; i++) {
            byte one = given[i];
            boolean plain = one == '%' ? escaped(given, i) >= 0 : one > ' ' && one < 0x7f && one != '\\';
            if (plain) {
                kept.append((char) one);
            } else {
                HEX.toHexDigits(kept.append('%'), one);
            }
        }
        return kept.toString();
    }

    /** Returns the byte that the escape at this index encodes; -1 when there is no escape. */
    private static int escaped(byte[] text, int at) {
        int high = at + 2 < text.length ? Character.digit(text[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text[at + 2], 16);
        return low < 0 ? -1 : high << 4 | low;
    }

    /** Percent-decodes once; empty when an escape is incomplete or the bytes are not UTF-8. */
    private static Optional<String> decoded(String raw) {
        byte[] given = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(given.length);
        for (int i = 0; i < given.length; i++) {
            if (given[i] != '%') {
                bytes.put(given[i]);
                continue;
            }
            int stands = escaped(given, i);
            if (stands < 0) {
                return Optional.empty();
            }
            bytes.put((byte) stands);
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
