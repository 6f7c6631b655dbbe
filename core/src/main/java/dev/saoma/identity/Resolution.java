package dev.saoma.identity;

/** What the ledger says of a person. */
public sealed interface Resolution {

    /** This person signs in at this application as this row's user. */
    record Known(WeChatAuth auth) implements Resolution {}

    /** Nobody here is this person yet. */
    record Unknown() implements Resolution {}

    /** The person is this user by another application's row, but unbound here: only a bind lets the person in. */
    record Unlinked(UserId user) implements Resolution {}
}
