package dev.saoma.server.account;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A nickname as it is searched: in Unicode's compatibility form (NFKC), in lower case, without spaces at its ends, and cut after
 * 64 characters. Ordered as databases order the bytes of UTF-8.
 */
record NicknameKey(String value) implements Comparable<NicknameKey> {
    static final int MOST = 64;
    private static final int LAST_BEFORE_SURROGATES = 0xd7ff;
    private static final int FIRST_AFTER_SURROGATES = 0xe000;

    static NicknameKey of(String nickname) {
        String folded = fold(nickname);
        boolean isLong = folded.codePointCount(0, folded.length()) > MOST;
        return new NicknameKey(isLong ? folded.substring(0, folded.offsetByCodePoints(0, MOST)) : folded);
    }

    /** Returns the folded beginning of a nickname; empty when it has no character or more than 64. */
    static Optional<NicknameKey> ofPrefix(String text) {
        String folded = fold(text);
        boolean isShort = folded.codePointCount(0, folded.length()) <= MOST;
        return isShort && !folded.isEmpty() ? Optional.of(new NicknameKey(folded)) : Optional.empty();
    }

    private static String fold(String text) {
        // Java writes a sigma at the end of a word in another way, and a beginning may end anywhere.
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ')
                .strip();
    }

    boolean startsWith(NicknameKey prefix) {
        return value.startsWith(prefix.value);
    }

    /** Returns the first key that is larger than all that start with this one; empty when there is none. */
    Optional<String> upperBound() {
        int[] points = value.codePoints().toArray();
        for (int i = points.length - 1; i >= 0; i--) {
            if (points[i] < Character.MAX_CODE_POINT) {
                points[i] = points[i] == LAST_BEFORE_SURROGATES ? FIRST_AFTER_SURROGATES : points[i] + 1;
                return Optional.of(new String(points, 0, i + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(NicknameKey other) {
        return compare(value, other.value);
    }

    /** Compares texts as databases compare the bytes of UTF-8. */
    static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
