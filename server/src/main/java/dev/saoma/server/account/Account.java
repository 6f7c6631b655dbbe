package dev.saoma.server.account;

import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user in the server's own table.
 *
 * @param nickname empty until the first login shows WeChat's
 * @param named whether an administrator chose the nickname, so that WeChat's does not replace it
 * @param avatarOrNull an https address; null for none
 * @param active false when the account is disabled
 */
public record Account(
        UserId id, String nickname, boolean named, @Nullable String avatarOrNull, boolean active, Instant createdAt) {

    User user() {
        return new User(id, nickname, avatarOrNull, active);
    }
}
