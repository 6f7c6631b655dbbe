package dev.saoma.logintype;

import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code loginByCode}.
 *
 * @param success always true; failures are exceptions
 * @param token the session's secret, for a cookie or for {@code Authorization: Bearer}; not printed
 * @param corp null when the user belongs to no organisation
 * @param expiresAt when the session ends if it is not used
 */
public record LoginResult(
        boolean success, String token, User user, @Nullable Corp corp, Instant expiresAt) {
    @Override
    public String toString() {
        return "LoginResult[success=" + success + ", token=***, user=" + user.id() + ", expiresAt=" + expiresAt + "]";
    }
}
