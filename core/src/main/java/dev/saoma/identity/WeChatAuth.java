package dev.saoma.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the specification's WeChatAuthModel: a user signs in to an application with a WeChat account.
 *
 * @param id the primary key
 * @param unionIdOrNull null until WeChat has sent it
 * @param account the Open Platform account of the application when the row was last written
 * @param boundAt when the row was created
 * @param profiledAtOrNull when nickname and avatar were last read from WeChat; null for never
 */
public record WeChatAuth(
        long id,
        AppId appId,
        UserId userId,
        OpenId openId,
        @Nullable UnionId unionIdOrNull,
        OpenPlatform account,
        Instant boundAt,
        @Nullable Instant profiledAtOrNull) {

    /** Returns the unionid; empty until WeChat has sent it. */
    public Optional<UnionId> unionId() {
        return Optional.ofNullable(unionIdOrNull);
    }
}
