package dev.saoma.emulator.internal.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * A code as one value, for export and import.
 *
 * @param code 1 to 128 letters, digits, {@code _} or {@code -}
 * @param consent the consent that it was issued for; app and user may be deleted
 * @param expiresAt the end of its lifetime
 * @param usedAt when it was exchanged; empty before that
 */
public record CodeState(String code, Consent consent, Instant expiresAt, Optional<Instant> usedAt) {

    public CodeState {
        Form.code(code);
        Form.consent(consent);
        Form.time("expiresAt", expiresAt);
        usedAt.ifPresent(at -> Form.time("usedAt", at));
    }

    /** Leaves out the code, since it allows a login. */
    @Override
    public String toString() {
        return "CodeState[" + consent.appid() + " until " + expiresAt + "]";
    }
}
