package dev.saoma.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the specification's WeChatAuthModel: this user signs in at this application with this WeChat.
 *
 * @param id the primary key
 * @param unionIdOrNull null until WeChat has named it
 * @param account the Open Platform account that the application belonged to when the row was last written
 * @param boundAt when the row came to be
 * @param profiledAtOrNull when WeChat was last asked for nickname and avatar; null for never
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

    /** The unionid; empty until WeChat has named it. */
    public Optional<UnionId> unionId() {
        return Optional.ofNullable(unionIdOrNull);
    }
}
