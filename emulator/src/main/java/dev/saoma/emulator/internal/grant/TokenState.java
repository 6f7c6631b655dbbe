package dev.saoma.emulator.internal.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of one login as one value, for export and import.
 *
 * @param consent what they stand for; app and user need not exist any more
 * @param accessToken the present one, live or over
 * @param accessExpiresAt the end of its life
 * @param refreshToken the present one
 * @param refreshExpiresAt the end of its life, and of all that is remembered of this login
 * @param voided whether the user has changed the password since
 * @param replaced the access token before the present one
 */
public record TokenState(
        Consent consent,
        String accessToken,
        Instant accessExpiresAt,
        String refreshToken,
        Instant refreshExpiresAt,
        boolean voided,
        Optional<String> replaced) {

    public TokenState {
        Form.consent(consent);
        Form.token("accessToken", accessToken);
        Form.token("refreshToken", refreshToken);
        Form.time("accessExpiresAt", accessExpiresAt);
        Form.time("refreshExpiresAt", refreshExpiresAt);
        replaced.ifPresent(token -> Form.token("replaced", token));
    }

    /** The tokens are left out: whoever reads them can use them. */
    @Override
    public String toString() {
        return "TokenState[" + consent.appid() + " until " + refreshExpiresAt + "]";
    }
}
