package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** The administrator's key, and how often one address may come with another one. */
final class AdminKey {
    private final Secret key;
    private final ClientAddress addresses;
    private final Meter wrong;

    AdminKey(Secret key, ClientSettings clients, Ticker ticker) {
        this.key = key;
        this.addresses = new ClientAddress(clients.blocks());
        this.wrong = new Meter(
                "admin-key", clients.limits().failures(), ticker, new Together(clients.shared(), ticker::nanos));
    }

    /**
     * @param given what came as bearer; empty when nothing did
     * @throws LoginException {@code session_required}; {@code rate_limited} before a key is looked at, once an address has come
     *     with too many wrong ones
     */
    void require(Optional<String> given, HttpServletRequest request) {
        Optional<Secret> secret = given.filter(text -> !text.isEmpty()).map(Secret::of);
        if (secret.isEmpty()) {
            throw refused("");
        }
        IpAddress address = addresses.of(request);
        RateLimits.require(wrong.look(address), wrong.name(), address.network());
        if (!secret.get().equals(key)) {
            wrong.owe(address);
            throw refused("a wrong administrator's key from " + address);
        }
    }

    private static LoginException refused(String note) {
        return new LoginException(
                ErrorCode.SESSION_REQUIRED,
                "This needs the administrator's key as Authorization: Bearer.",
                note,
                Map.of());
    }
}
