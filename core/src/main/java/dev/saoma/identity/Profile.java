package dev.saoma.identity;

import org.jspecify.annotations.Nullable;

/**
 * A person's nickname and avatar at WeChat, as of the last consent. The person chooses them, so they do not identify the
 * person.
 *
 * @param nickname at most 64 code points, without control characters; may be empty
 * @param avatarOrNull an https address on one of WeChat's avatar hosts; null when there is none
 */
public record Profile(String nickname, @Nullable String avatarOrNull) {
    /** A profile without nickname and avatar. */
    public static final Profile EMPTY = new Profile("", null);
}
