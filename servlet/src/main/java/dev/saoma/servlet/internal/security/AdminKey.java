package dev.saoma.servlet.internal.security;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.limit.AddressBuckets;
import dev.saoma.servlet.internal.limit.ClientAddressResolver;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.limit.SharedCounterClient;
import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** The administrator's key, and how often one address may come with another one. */
public final class AdminKey {
    private final Secret key;
    private final ClientAddressResolver addresses;
    private final AddressBuckets wrong;

    public AdminKey(Secret key, ClientSettings clients, Ticker ticker) {
        this.key = key;
        this.addresses = new ClientAddressResolver(clients.trustedProxies());
        this.wrong = new AddressBuckets(
                "admin-key",
                clients.limits().failures(),
                ticker,
                new SharedCounterClient(clients.shared(), ticker::nanos));
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
        RateLimiter.require(wrong.look(address), wrong.name(), address.network());
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
