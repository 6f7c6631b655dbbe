package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Map;

/**
 * What WeChat's {@code errcode} means here. WeChat's own text is not passed on: it may repeat what was sent.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/oplatform/Website_App/WeChat_Login/Authorized_Interface_Calling_UnionID.html">the calls</a>
 */
final class WeChatError {
    private WeChatError() {}

    /** @param rid WeChat's request id, for whoever asks Tencent; empty when there was none */
    static LoginException of(long errcode, String api, String rid) {
        ErrorCode code = code(errcode);
        String note = api + " answered errcode " + errcode + (rid.isEmpty() ? "" : ", rid " + rid) + hint(errcode);
        return new LoginException(code, message(code), note, Map.of());
    }

    private static ErrorCode code(long errcode) {
        if (errcode == 40029 || errcode == 40163 || errcode == 42003) {
            return ErrorCode.WECHAT_CODE_INVALID;
        }
        if (errcode == -1 || errcode == 45009 || errcode == 45011) {
            return ErrorCode.WECHAT_BUSY;
        }
        if (errcode == 40001 || errcode == 40014 || errcode == 42001 || errcode == 42007 || errcode == 40003) {
            // Between our two calls the token died: nobody's setting is wrong, the person scans again.
            return ErrorCode.WECHAT_CODE_INVALID;
        }
        if (errcode == 50002) {
            return ErrorCode.FORBIDDEN;
        }
        return ErrorCode.WECHAT_CONFIGURATION;
    }

    private static String hint(long errcode) {
        if (errcode == 40013 || errcode == 41002) {
            return ": check authConfig.appId of the instance";
        }
        if (errcode == 40125 || errcode == 41004) {
            return ": check appSecret of the instance (is it this application's, and was it reset at the Open Platform?)";
        }
        if (errcode == 48001) {
            return ": the application lacks the permission snsapi_login; check its state at the Open Platform";
        }
        if (errcode == 40164) {
            return ": this server's address is not on the application's list of allowed addresses";
        }
        return "";
    }

    private static String message(ErrorCode code) {
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
