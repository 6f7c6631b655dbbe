package dev.saoma.server.doctor;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of what was found.
 *
 * @param check what was looked at, lower case with dashes, the same in every release
 * @param fix what to do about it; empty when it is well
 */
public record Finding(Level level, String check, Said what, Optional<Said> fix) {

    /** How bad it is. */
    public enum Level {
        /** Well. */
        OK,
        /** It works, or may; somebody should look. */
        WARN,
        /** It does not work, or is dangerous. */
        FAIL;

        /** As it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String english, String chinese) {
        return new Finding(Level.OK, check, new Said(english, chinese), Optional.empty());
    }

    static Finding warn(String check, Said what, Said fix) {
        return new Finding(Level.WARN, check, what, Optional.of(fix));
    }

    /** Something that does not work, with its fix. */
    public static Finding fail(String check, Said what, Said fix) {
        return new Finding(Level.FAIL, check, what, Optional.of(fix));
    }
}
