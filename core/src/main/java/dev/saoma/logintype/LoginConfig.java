package dev.saoma.logintype;

/**
 * What the front end may know of a login method: the answer of {@code getLoginConfig}, these keys and no others.
 *
 * @param isActive whether it can be used
 * @param authType the specification's identifier of the Type, {@code WeChatType}
 */
public record LoginConfig(boolean isActive, String authType, PublicAuthConfig authConfig) {

    /** The half of {@code authConfig} that is no secret. */
    public record PublicAuthConfig(String appId) {}
}
