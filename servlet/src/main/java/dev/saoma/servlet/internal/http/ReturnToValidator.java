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
 * Where a page may go after the login: a path of the host's own site, or such a path below one of the listed origins.
 *
 * <p>What browsers or servers read in two ways is refused where it decides the place, in front of {@code ?} and {@code #}: no
 * {@code //}, no segment of dots, no backslash, in any spelling. Behind that an address leads nowhere else whatever it holds,
 * so it is kept, written in ASCII. No URL parser is asked; they disagree.
 */
public final class ReturnToValidator {
    static final int LONGEST = 4_096;
    private static final int DECODINGS = 3;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern DOTS = Pattern.compile("/\\.\\.?(;[^/]*)?(?=/|$)");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final List<String> origins;

    /** @param origins our own and the allowed ones, in their one spelling */
    public ReturnToValidator(List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    /** What came of an address. */
    public sealed interface Outcome {
        /**
         * It can be gone back to.
         *
         * @param address as it is kept: visible ASCII, at most {@link #LONGEST} characters
         */
        record Kept(String address) implements Outcome {}

        /**
         * It cannot.
         *
         * @param reason why not, in fixed words that hold nothing of the address
         */
        record Refused(String reason) implements Outcome {}
    }

    /** Whether a page may be sent there as it stands. */
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

    /** However often something behind us decodes it. */
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

    /** Also in its compatible form: some servers take a wide slash for a slash. */
    private static boolean hasNoTrick(String path) {
        String plain = Normalizer.normalize(path, Normalizer.Form.NFKC);
        return plain.indexOf('\\') < 0
                && !plain.contains("//")
                && !DOTS.matcher(plain).find()
                && path.codePoints().allMatch(ReturnToValidator::isVisible);
    }

    /** A page that takes a return address of its own must not be made the springboard. */
    private static boolean isSpringboard(String rest) {
        String once = decoded(rest).orElse(rest);
        return (rest + " " + once).toLowerCase(Locale.ROOT).contains("returnto=");
    }

    /** What an address may hold at all; browsers leave line ends and tabs out wherever they stand. */
    private static boolean isText(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** Marks that turn the direction of the words around them could show another address than it is. */
    private static boolean isVisible(int codePoint) {
        boolean turns = codePoint == 0x061c
                || codePoint == 0x200e
                || codePoint == 0x200f
                || (codePoint >= 0x202a && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
        return isText(codePoint) && !turns;
    }

    /** The same in visible ASCII: the rest becomes escapes of its UTF-8, and so does a percent that begins no escape. */
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

    /** The byte that an escape at this place stands for; -1 when there is no escape. */
    private static int escaped(byte[] text, int at) {
        int high = at + 2 < text.length ? Character.digit(text[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text[at + 2], 16);
        return low < 0 ? -1 : high << 4 | low;
    }

    /** Percent-decoding, once; empty when an escape is cut short or the bytes are no UTF-8. */
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
