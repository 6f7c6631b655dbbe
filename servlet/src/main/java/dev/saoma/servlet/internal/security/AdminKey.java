package dev.saoma.servlet.internal.security;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.internal.http.BearerToken;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.limit.AddressBuckets;
import dev.saoma.servlet.internal.limit.ClientAddressResolver;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.limit.SharedCounterClient;
import dev.saoma.store.Actor;
import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** Checks the administrator's key, and limits how often one address may send a wrong one. */
public final class AdminKey implements Administrators {
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

    @Override
    public Administrator require(HttpServletRequest request) {
        require(BearerToken.find(request), request);
        return new Administrator(Actor.KEY, Role.OWNER, true);
    }

    /**
     * Requires the key.
     *
     * @param given the key as sent; empty when there is none
     * @throws LoginException {@code session_required}; {@code rate_limited} before the key is compared, after too many wrong
     *     keys of one address
     */
    public void require(Optional<String> given, HttpServletRequest request) {
        Optional<Secret> secret = given.filter(text -> !text.isEmpty()).map(Secret::of);
        if (secret.isEmpty()) {
            throw refused("");
        }
        IpAddress address = addresses.of(request);
        RateLimiter.require(wrong.waitTime(address), wrong.name(), address.network());
        if (!secret.get().equals(key)) {
            wrong.overdraw(address);
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
