package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;

/**
 * The groups of WeChat's {@code errcode}, each with the error code of the login.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/oplatform/Website_App/WeChat_Login/Authorized_Interface_Calling_UnionID.html">the calls</a>
 */
public enum WeChatError {
    /** The code was used, is too old, or belongs to another application. */
    INVALID_CODE(ErrorCode.WECHAT_CODE_INVALID, ""),
    /** The access token expired between two calls. No setting is wrong; the user scans again. */
    EXPIRED_TOKEN(ErrorCode.WECHAT_CODE_INVALID, ""),
    /**
     * After a code exchange: the access token expired, as above. In the response to a code exchange: the appSecret is
     * wrong.
     */
    INVALID_CREDENTIAL(ErrorCode.WECHAT_CODE_INVALID, ""),
    /** Too many calls, or WeChat is overloaded. */
    BUSY(ErrorCode.WECHAT_BUSY, ""),
    /** WeChat has restricted the user's account. */
    RESTRICTED_USER(ErrorCode.FORBIDDEN, ""),
    /** WeChat does not know the AppID. */
    UNKNOWN_APP_ID(ErrorCode.WECHAT_CONFIGURATION, ": check authConfig.appId of the instance"),
    /** The appSecret does not belong to this application. */
    WRONG_APP_SECRET(
            ErrorCode.WECHAT_CONFIGURATION,
            ": check appSecret of the instance (is it this application's, and was it reset at the Open Platform?)"),
    /** The application may not use {@code snsapi_login}. */
    NO_PERMISSION(
            ErrorCode.WECHAT_CONFIGURATION,
            ": the application lacks the permission snsapi_login; check its state at the Open Platform"),
    /** The address of this server is not on the application's list. */
    ADDRESS_NOT_ALLOWED(
            ErrorCode.WECHAT_CONFIGURATION,
            ": this server's address is not on the application's list of allowed addresses"),
    /** Any other number. */
    OTHER(ErrorCode.WECHAT_CONFIGURATION, "");

    private final ErrorCode code;
    private final String hint;

    WeChatError(ErrorCode code, String hint) {
        this.code = code;
        this.hint = hint;
    }

    static WeChatError of(long errcode) {
        int number = errcode == (int) errcode ? (int) errcode : 0;
        return switch (number) {
            case 40029, 40163, 42003 -> INVALID_CODE;
            case 40003, 40014, 42001, 42007 -> EXPIRED_TOKEN;
            case 40001 -> INVALID_CREDENTIAL;
            case -1, 45009, 45011 -> BUSY;
            case 50002 -> RESTRICTED_USER;
            case 40013, 41002 -> UNKNOWN_APP_ID;
            case 40125, 41004 -> WRONG_APP_SECRET;
            case 48001 -> NO_PERMISSION;
            case 40164 -> ADDRESS_NOT_ALLOWED;
            default -> OTHER;
        };
    }

    ErrorCode code() {
        return code;
    }

    /** Returns what the operator has to check, after a colon; empty when no setting is wrong. */
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
