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
 * @param laterProfile asks the same in the background, after the login's response, within a deadline that begins when it
 *     is called: the call may have waited behind others for longer than the exchange's deadline
 */
public record Authorization(WeChatIdentity identity, Supplier<Profile> profile, Supplier<Profile> laterProfile) {

    /** Creates a result whose profile is asked for in the same way during the login and after it. */
    public Authorization(WeChatIdentity identity, Supplier<Profile> profile) {
        this(identity, profile, profile);
    }
}
