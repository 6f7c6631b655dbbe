package dev.saoma.server.account;

import dev.saoma.login.Invitation;
import dev.saoma.logintype.LoginInstance;
import java.net.URI;
import java.time.Instant;

/**
 * The address that an invited person opens, valid once. Its holder can sign in as that user, so it is shown and never stored.
 *
 * @param link of the hosted login page
 */
public record InvitationLink(String link, Instant expiresAt) {

    /**
     * Returns the link of an invitation to an instance.
     *
     * @param publicUrl the address of the server for browsers, without a slash at the end
     */
    public static InvitationLink of(URI publicUrl, LoginInstance instance, Invitation invitation) {
        // Name and token need no escaping. Browsers do not send the fragment, so it is in no log and no Referer.
        return new InvitationLink(
                publicUrl + "/login#instance=" + instance.name() + "&invitation="
                        + invitation.token().reveal(),
                invitation.expiresAt());
    }

    @Override
    public String toString() {
        return "InvitationLink[***, " + expiresAt + "]";
    }
}
