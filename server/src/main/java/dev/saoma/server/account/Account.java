package dev.saoma.server.account;

import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as the server keeps one.
 *
 * @param nickname may be empty until WeChat has been asked
 * @param avatarOrNull an https address; null when there is none
 * @param active false refuses sign-in
 */
public record Account(UserId id, String nickname, @Nullable String avatarOrNull, boolean active, Instant createdAt) {

    User user() {
        return new User(id, nickname, avatarOrNull, active);
    }
}
