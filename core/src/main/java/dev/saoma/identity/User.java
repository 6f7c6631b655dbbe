package dev.saoma.identity;

import org.jspecify.annotations.Nullable;

/**
 * A user of the application, as shown on its pages.
 *
 * @param nicknameOrNull null when the directory has none
 * @param avatarOrNull an https address; null when there is none
 * @param active false refuses a login with {@code account_disabled}
 */
public record User(
        UserId id,
        @Nullable String nicknameOrNull,
        @Nullable String avatarOrNull,
        boolean active) {

    /** Returns an active user without avatar. */
    public static User of(String id, @Nullable String nickname) {
        return new User(new UserId(id), nickname, null, true);
    }

    /** Returns an active user without avatar, whose identifier is a number. */
    public static User of(long id, @Nullable String nickname) {
        return new User(UserId.of(id), nickname, null, true);
    }

    /** Returns the same user with an avatar. */
    public User withAvatar(@Nullable String avatar) {
        return new User(id, nicknameOrNull, avatar, active);
    }

    /** Returns the same user, who may sign in or not. */
    public User withActive(boolean active) {
        return new User(id, nicknameOrNull, avatarOrNull, active);
    }
}
