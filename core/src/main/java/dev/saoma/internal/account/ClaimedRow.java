package dev.saoma.internal.account;

import dev.saoma.identity.WeChatAuth;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the authentication model as a caller names it. The id finds the stored row; the user is compared if named.
 *
 * @param userId null when the caller names none
 */
record ClaimedRow(long id, @Nullable String userId) {

    /** Reads a {@link WeChatAuth} or a {@link Map}; empty when it is neither, or has no whole number as {@code id}. */
    static Optional<ClaimedRow> of(Object authObj) {
        if (authObj instanceof WeChatAuth auth) {
            return Optional.of(new ClaimedRow(auth.id(), auth.userId().value()));
        }
        if (!(authObj instanceof Map<?, ?> row)) {
            return Optional.empty();
        }
        Object id = member(row, "id");
        Object user = member(row, "userId");
        return id instanceof Long || id instanceof Integer
                ? Optional.of(new ClaimedRow(((Number) id).longValue(), user == null ? null : user.toString()))
                : Optional.empty();
    }

    boolean matches(WeChatAuth row) {
        return userId == null || userId.equals(row.userId().value());
    }

    /** Without {@code Map.get}, which throws in some maps when the key is of another class. */
    private static @Nullable Object member(Map<?, ?> row, String name) {
        for (Map.Entry<?, ?> entry : row.entrySet()) {
            if (name.equals(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }
}
