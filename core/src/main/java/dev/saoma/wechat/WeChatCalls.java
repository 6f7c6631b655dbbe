package dev.saoma.wechat;

import dev.saoma.ExtensionPoint;
import dev.saoma.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears of every call to WeChat, for metrics. Called on the thread of the login, so it must not wait; what it throws is the
 * login's failure.
 */
@ExtensionPoint
@FunctionalInterface
public interface WeChatCalls {

    /**
     * A call has ended.
     *
     * @param api which, {@code /sns/oauth2/access_token} for example
     * @param took from asking for a connection to the end of the answer
     * @param failure what came of it; empty when all was well
     */
    void ended(String api, Duration took, Optional<ErrorCode> failure);

    /** Nobody listens. */
    static WeChatCalls unheard() {
        return (api, took, failure) -> {};
    }
}
