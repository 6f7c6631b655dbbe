package dev.saoma.identity;

import org.jspecify.annotations.Nullable;

/**
 * What WeChat shows of a person. Chosen by the person, frozen when the person consented, never a key to anything.
 *
 * @param nickname at most 64 code points, without control characters; may be empty
 * @param avatarOrNull an https address on one of WeChat's avatar hosts; null when there is none
 */
public record Profile(String nickname, @Nullable String avatarOrNull) {
    /** Nothing known. */
    public static final Profile EMPTY = new Profile("", null);
}
