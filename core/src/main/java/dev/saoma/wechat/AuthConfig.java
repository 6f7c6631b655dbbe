package dev.saoma.wechat;

import dev.saoma.secret.Secret;

/**
 * The specification's property {@code authConfig}: the application's credentials at the Open Platform. Its text form
 * hides the secret.
 */
public record AuthConfig(String appId, Secret appSecret) {}
