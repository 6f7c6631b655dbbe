package dev.saoma.wechat;

import dev.saoma.error.LoginException;
import java.util.Map;

/** WeChat answered a call with an {@code errcode}. WeChat's own text is left out, since it may repeat the request. */
public final class WeChatException extends LoginException {
    private static final long serialVersionUID = 1L;

    private final WeChatError error;
    private final long errcode;

    private WeChatException(WeChatError error, long errcode, String note) {
        super(error.code(), error.message(), note, Map.of());
        this.error = error;
        this.errcode = errcode;
    }

    /** @param rid WeChat's request id, for questions to Tencent; empty when there was none */
    static WeChatException of(long errcode, String api, String rid) {
        WeChatError error = WeChatError.of(errcode);
        String request = rid.isEmpty() ? "" : ", rid " + rid;
        return new WeChatException(error, errcode, api + " answered errcode " + errcode + request + error.hint());
    }

    /** Returns the group of the number. */
    public WeChatError error() {
        return error;
    }

    /** Returns WeChat's number. */
    public long errcode() {
        return errcode;
    }
}
