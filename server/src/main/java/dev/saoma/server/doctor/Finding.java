package dev.saoma.server.doctor;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of the report.
 *
 * @param check the check's name, lower case with dashes, the same in every release
 * @param fix how to repair it; empty at level {@code OK}
 */
public record Finding(Level level, String check, Bilingual what, Optional<Bilingual> fix) {

    /** The severity. */
    public enum Level {
        /** It works. */
        OK,
        /** It works or may work; the operator should look at it. */
        WARN,
        /** It does not work, or it is dangerous. */
        FAIL;

        /** Returns the level in lower case, for output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Returns a finding at level {@code OK}.
     *
     * @param key of the message bundle; up to its first dot it is the name of the check
     */
    public static Finding ok(String key, Object... arguments) {
        return new Finding(Level.OK, check(key), Bilingual.of(key, arguments), Optional.empty());
    }

    /**
     * Returns a finding at level {@code WARN} with its fix.
     *
     * @param key as in {@link #ok}; with {@code .fix} after it, the key of the fix, which gets the same arguments
     */
    public static Finding warn(String key, Object... arguments) {
        return withFix(Level.WARN, check(key), key, arguments);
    }

    /**
     * Returns a finding at level {@code FAIL} with its fix.
     *
     * @param key as in {@link #warn}
     */
    public static Finding fail(String key, Object... arguments) {
        return withFix(Level.FAIL, check(key), key, arguments);
    }

    static Finding withFix(Level level, String check, String key, Object... arguments) {
        return new Finding(
                level, check, Bilingual.of(key, arguments), Optional.of(Bilingual.of(key + ".fix", arguments)));
    }

    private static String check(String key) {
        return key.substring(0, key.indexOf('.'));
    }
}
