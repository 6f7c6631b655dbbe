package dev.saoma.emulator.internal.sns;

import java.util.Optional;

/** WeChat's error codes with the messages seen in its responses. */
public enum SnsError {
    SYSTEM_ERROR(-1, "system error"),
    INVALID_CREDENTIAL(40001, "invalid credential, access_token is invalid or not latest"),
    INVALID_GRANT_TYPE(40002, "invalid grant_type"),
    INVALID_OPENID(40003, "invalid openid"),
    INVALID_APPID(40013, "invalid appid"),
    INVALID_ACCESS_TOKEN(40014, "invalid access_token"),
    INVALID_CODE(40029, "invalid code"),
    INVALID_REFRESH_TOKEN(40030, "invalid refresh_token"),
    INVALID_SECRET(40125, "invalid appsecret"),
    CODE_USED(40163, "code been used"),
    MISSING_ACCESS_TOKEN(41001, "access_token missing"),
    MISSING_APPID(41002, "appid missing"),
    MISSING_REFRESH_TOKEN(41003, "refresh_token missing"),
    MISSING_SECRET(41004, "appsecret missing"),
    MISSING_CODE(41008, "missing code"),
    MISSING_OPENID(41009, "missing openid"),
    ACCESS_TOKEN_EXPIRED(42001, "access_token expired"),
    REFRESH_TOKEN_EXPIRED(42002, "refresh_token expired"),
    CODE_EXPIRED(42003, "code expired"),
    TOKENS_VOID(42007, "user changed password, please login again"),
    DAILY_QUOTA(45009, "reach max api daily quota limit"),
    MINUTE_QUOTA(45011, "api minute-quota reach limit, must slower, retry next minute"),
    UNAUTHORIZED(48001, "api unauthorized"),
    USER_LIMITED(50002, "user limited");

    private final int errcode;
    private final String stem;

    SnsError(int errcode, String stem) {
        this.errcode = errcode;
        this.stem = stem;
    }

    public int errcode() {
        return errcode;
    }

    /** Returns the message without the rid. */
    public String stem() {
        return stem;
    }

    public static Optional<SnsError> of(int errcode) {
        for (SnsError error : values()) {
            if (error.errcode == errcode) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }
}
