package dev.saoma.oidc.grant;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.store.SessionId;
import java.util.HexFormat;

/** The claim {@code sid}: 32 hexadecimal digits that name a session to one client. Two clients cannot compare theirs. */
public record SessionName(String value) {
    private static final int DIGITS = 32;

    /** Returns the name of a session for a client of an issuer. */
    public static SessionName of(String issuer, SessionId session, ClientId client) {
        String hash = HexFormat.of().formatHex(Sha256.ofAll(issuer, session.value(), client.value()));
        return new SessionName(hash.substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
