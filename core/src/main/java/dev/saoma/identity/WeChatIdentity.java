package dev.saoma.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identity that WeChat confirmed: the openid within the application, and the unionid if WeChat sent one.
 *
 * @param app the application that the code was issued to
 * @param account the Open Platform account of the application
 * @param unionIdOrNull the unionid; null when WeChat did not send it
 */
public record WeChatIdentity(
        AppId app,
        OpenPlatform account,
        OpenId openId,
        @Nullable UnionId unionIdOrNull) {

    /** Returns the unionid; empty when WeChat did not send it. */
    public Optional<UnionId> unionId() {
        return Optional.ofNullable(unionIdOrNull);
    }
}
