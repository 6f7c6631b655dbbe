package dev.saoma.servlet.internal.http;

/** What a response contains, which decides its security headers. */
public enum ResponseKind {
    /** JSON, also every error that a script reads. */
    API,
    /** The hosted login page, which frames WeChat's. */
    LOGIN_PAGE,
    /** The page of one's own account, which frames WeChat's for a bind or a proof. */
    ACCOUNT_PAGE,
    /** The page that WeChat comes back to, which host pages frame. */
    CALLBACK_PAGE,
    /** A page that explains an error: no script at all. */
    ERROR_PAGE,
    /** A file of the component. */
    ASSET
}
