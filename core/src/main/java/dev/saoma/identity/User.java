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
        boolean active) {}
