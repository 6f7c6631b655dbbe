package dev.saoma.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who stood before the phone, in WeChat's words: the openid at this application, and the unionid if WeChat named one.
 *
 * @param app the application that the code was issued to
 * @param account the Open Platform account that the application belongs to
 * @param unionIdOrNull the unionid; null when WeChat did not name it
 */
public record WeChatIdentity(
        AppId app,
        OpenPlatform account,
        OpenId openId,
        @Nullable UnionId unionIdOrNull) {

    /** The unionid; empty when WeChat did not name it. */
    public Optional<UnionId> unionId() {
        return Optional.ofNullable(unionIdOrNull);
    }
}
