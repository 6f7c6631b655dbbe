package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups of WeChat's {@code errcode}, each with the error code of the login.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/oplatform/Website_App/WeChat_Login/Authorized_Interface_Calling_UnionID.html">the calls</a>
 */
public enum WeChatError {
    /** The code was used, is too old, or belongs to another application. */
    INVALID_CODE(ErrorCode.WECHAT_CODE_INVALID, "", 40029, 40163, 42003),
    /** The access token expired between two calls: no setting is wrong, and the user scans again. */
    EXPIRED_TOKEN(ErrorCode.WECHAT_CODE_INVALID, "", 40003, 40014, 42001, 42007),
    /** After a code exchange the access token expired, as above; in answer to one, the appSecret is wrong. */
    INVALID_CREDENTIAL(ErrorCode.WECHAT_CODE_INVALID, "", 40001),
    /** Too many calls, or WeChat is overloaded. */
    BUSY(ErrorCode.WECHAT_BUSY, "", -1, 45009, 45011),
    /** WeChat has restricted the user's account. */
    RESTRICTED_USER(ErrorCode.FORBIDDEN, "", 50002),
    /** WeChat does not know the AppID. */
    UNKNOWN_APP_ID(ErrorCode.WECHAT_CONFIGURATION, ": check authConfig.appId of the instance", 40013, 41002),
    /** The appSecret is not this application's. */
    WRONG_APP_SECRET(
            ErrorCode.WECHAT_CONFIGURATION,
            ": check appSecret of the instance (is it this application's, and was it reset at the Open Platform?)",
            40125,
            41004),
    /** The application may not use {@code snsapi_login}. */
    NO_PERMISSION(
            ErrorCode.WECHAT_CONFIGURATION,
            ": the application lacks the permission snsapi_login; check its state at the Open Platform",
            48001),
    /** The address of this server is not on the application's list. */
    ADDRESS_NOT_ALLOWED(
            ErrorCode.WECHAT_CONFIGURATION,
            ": this server's address is not on the application's list of allowed addresses",
            40164),
    /** Any other number. */
    OTHER(ErrorCode.WECHAT_CONFIGURATION, "");

    private final ErrorCode code;
    private final String hint;
    private final Set<Long> errcodes;

    WeChatError(ErrorCode code, String hint, long... errcodes) {
        this.code = code;
        this.hint = hint;
        this.errcodes = Arrays.stream(errcodes).boxed().collect(Collectors.toUnmodifiableSet());
    }

    static WeChatError of(long errcode) {
        return Arrays.stream(values())
                .filter(error -> error.errcodes.contains(errcode))
                .findFirst()
                .orElse(OTHER);
    }

    ErrorCode code() {
        return code;
    }

    /** What the operator checks, after a colon; empty when no setting is wrong. */
    String hint() {
        return hint;
    }

    String message() {
        return switch (code) {
            case WECHAT_CODE_INVALID ->
                "WeChat no longer accepts this code: it was used, is too old, or is another"
                        + " application's. Scan again.";
            case WECHAT_BUSY -> "WeChat is busy; wait a moment and scan again.";
            case FORBIDDEN -> "WeChat has restricted this WeChat account.";
            default -> "WeChat refuses this application's settings; its operator finds the cause in the log.";
        };
    }
}
