package dev.saoma.servlet;

import java.net.URI;
import java.time.Instant;

/**
 * The address that an invited user opens to bind a WeChat, valid once. Its holder can bind a WeChat of their own and sign in as
 * that user from then on, so show or send it to that user only, and do not store it.
 *
 * @param link the hosted login page; browsers do not send the part after {@code #}, so it is in no log and no {@code Referer}
 */
public record InvitationLink(URI link, Instant expiresAt) {

    @Override
    public String toString() {
        return "InvitationLink[***, " + expiresAt + "]";
    }
}
