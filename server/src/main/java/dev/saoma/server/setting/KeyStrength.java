package dev.saoma.server.setting;

import java.util.Optional;

/** Detects keys that a person made up, as far as their characters show it. */
final class KeyStrength {
    private static final int LEAST = 32;
    private static final int MOST = 1_024;
    private static final int DIFFERENT = 8;

    private KeyStrength() {}

    /** Returns why a key is too weak, without any part of it; empty when it is strong enough. */
    static Optional<String> weakness(String key) {
        if (key.length() < LEAST || key.length() > MOST || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.of("must be 32 to 1024 visible ASCII characters without spaces");
        }
        if (key.chars().distinct().count() < DIFFERENT) {
            return Optional.of("can be guessed: it has fewer than " + DIFFERENT + " different characters");
        }
        if (isRepetition(key)) {
            return Optional.of("can be guessed: it repeats a shorter text");
        }
        if (isRun(key)) {
            return Optional.of("can be guessed: it goes along the alphabet or the digits, such as abcd, 4321 or aaaa");
        }
        return Optional.empty();
    }

    /** Returns whether the key repeats its first half or a shorter part. */
    private static boolean isRepetition(String key) {
        for (int unit = 1; unit <= key.length() / 2; unit++) {
            if (key.regionMatches(unit, key, 0, key.length() - unit)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether most characters equal the previous one or are its neighbour. */
    private static boolean isRun(String key) {
        int steps = 0;
        for (int i = 1; i < key.length(); i++) {
            steps += Math.abs(key.charAt(i) - key.charAt(i - 1)) <= 1 ? 1 : 0;
        }
        return steps > key.length() / 2;
    }
}
