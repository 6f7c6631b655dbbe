package dev.saoma.internal.account;

import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;

/** The user that the account links name for a WeChat identity. */
public sealed interface LinkResult {

    /** The identity is bound at this application. */
    record Linked(WeChatAuth auth) implements LinkResult {}

    /** No user is linked to the identity. */
    record Unknown() implements LinkResult {}

    /** The identity belongs to this user at another application, but the user unbound it here: only a bind links it again. */
    record Unbound(UserId user) implements LinkResult {}
}
