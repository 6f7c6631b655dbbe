package dev.saoma.emulator.internal.sns;

import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.journal.Journal;

/** The first failed check. Never leaves the package. */
final class RejectedCallException extends RuntimeException {

    private final transient SnsError error;
    private final transient Explanation why;

    RejectedCallException(SnsError error, String reason, String received, String expected) {
        super(error.stem(), null, false, false);
        this.error = error;
        this.why = new Explanation(reason, received, expected);
    }

    static RejectedCallException passwordChanged(String token) {
        return new RejectedCallException(
                SnsError.TOKENS_VOID,
                "The user has changed the password since; the user must scan again.",
                Journal.mask(token),
                "a token issued after the change");
    }

    SnsError error() {
        return error;
    }

    Explanation why() {
        return why;
    }
}
