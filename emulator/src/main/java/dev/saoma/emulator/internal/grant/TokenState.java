package dev.saoma.emulator.internal.grant;

import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of one login as one value, for export and import.
 *
 * @param consent the consent that they were issued for; app and user may be deleted
 * @param accessToken the current one, valid or expired
 * @param accessExpiresAt the end of its lifetime
 * @param refreshToken the current one
 * @param refreshExpiresAt the end of its lifetime, and of all data of this login
 * @param voided whether the user has changed the password since
 * @param replaced the previous access token
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

    /** Leaves out the tokens, since they give access. */
    @Override
    public String toString() {
        return "TokenState[" + consent.appid() + " until " + refreshExpiresAt + "]";
    }
}
