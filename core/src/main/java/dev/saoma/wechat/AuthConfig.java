package dev.saoma.wechat;

import dev.saoma.secret.Secret;

/** The specification's property {@code authConfig}: the application at the Open Platform. Printing it shows no secret. */
public record AuthConfig(String appId, Secret appSecret) {}
