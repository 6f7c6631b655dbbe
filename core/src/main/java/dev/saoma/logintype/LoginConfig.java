package dev.saoma.logintype;

/**
 * The result of {@code getLoginConfig}: the configuration that the front end may know, these keys and no others.
 *
 * @param isActive whether it can be used
 * @param authType the specification's identifier of the Type, {@code WeChatType}
 */
public record LoginConfig(boolean isActive, String authType, PublicAuthConfig authConfig) {

    /** The part of {@code authConfig} that is not secret. */
    public record PublicAuthConfig(String appId) {}
}
