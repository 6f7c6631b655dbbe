package dev.saoma.servlet.internal.http;

/** The kind of content of a response, which determines its security headers. */
public enum ResponseKind {
    /** JSON, including every error that a script reads. */
    API,
    /** The hosted login page, which frames WeChat's page. */
    LOGIN_PAGE,
    /** The account page, which frames WeChat's page for a bind or a re-authentication. */
    ACCOUNT_PAGE,
    /** The administrators' console, whose scripts may not write HTML from texts. */
    CONSOLE_PAGE,
    /** The page to which WeChat redirects, which host pages frame. */
    CALLBACK_PAGE,
    /** A page that explains an error, without scripts. */
    ERROR_PAGE,
    /** JSON for OAuth clients, their errors included. Its requests are read without cookies. */
    OAUTH,
    /** A page between an OAuth client and the login, with a form for a decision. */
    OAUTH_PAGE,
    /** A page whose only form is sent to an OAuth client, which may then redirect anywhere. */
    FORM_POST_PAGE,
    /** A file of the web component or of a page. */
    ASSET
}
