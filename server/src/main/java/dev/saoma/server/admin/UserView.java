package dev.saoma.server.admin;

import dev.saoma.internal.json.OmitNull;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.server.account.Account;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user in a response. */
record UserView(
        String userId,
        String nickname,
        @Nullable String avatar,
        boolean isActive,
        Instant createdAt,

        @OmitNull @Nullable List<CorpEntry> corpList) {

    static UserView of(Account account, @Nullable List<CorpEntry> corpList) {
        return new UserView(
                account.id().value(),
                account.nickname(),
                account.avatarOrNull(),
                account.active(),
                account.createdAt(),
                corpList);
    }
}
