package dev.saoma.emulator.internal.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * A code as one value, for export and import.
 *
 * @param code 1 to 128 letters, digits, {@code _} or {@code -}
 * @param consent what it stands for; app and user need not exist any more
 * @param expiresAt the end of its life
 * @param usedAt when it was exchanged; empty while it was not
 */
public record CodeState(String code, Consent consent, Instant expiresAt, Optional<Instant> usedAt) {

    public CodeState {
        Form.code(code);
        Form.consent(consent);
        Form.time("expiresAt", expiresAt);
        usedAt.ifPresent(at -> Form.time("usedAt", at));
    }

    /** The code is left out: whoever reads it can sign in. */
    @Override
    public String toString() {
        return "CodeState[" + consent.appid() + " until " + expiresAt + "]";
    }
}
