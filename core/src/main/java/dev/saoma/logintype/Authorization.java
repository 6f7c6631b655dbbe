package dev.saoma.logintype;

import dev.saoma.identity.Profile;
import dev.saoma.identity.WeChatIdentity;
import java.util.function.Supplier;

/**
 * The result of a code exchange.
 *
 * @param identity the WeChat identity that authorized the login
 * @param profile asks the provider for nickname and avatar, within the deadline of the exchange. It throws
 *     {@link IdentityMismatchException} when they are of another identity; any other exception means that there is no
 *     profile now
 */
public record Authorization(WeChatIdentity identity, Supplier<Profile> profile) {}
