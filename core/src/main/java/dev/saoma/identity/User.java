package dev.saoma.identity;

import org.jspecify.annotations.Nullable;

/**
 * A user as the page sees one.
 *
 * @param nicknameOrNull null when the directory keeps none
 * @param avatarOrNull an https address; null when there is none
 * @param active false refuses sign-in with {@code account_disabled}
 */
public record User(
        UserId id,
        @Nullable String nicknameOrNull,
        @Nullable String avatarOrNull,
        boolean active) {}
