package dev.saoma.servlet.internal.limit;

import dev.saoma.error.LoginException;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/**
 * The limits of OAuth clients, which the handler of a route applies, since only it knows the client. A client with a secret is
 * counted by its identifier, because all its users come from the one address of its server; failed authentications are counted by
 * address and client; requests of clients without a secret are counted by address. Thread-safe.
 */
public final class OAuthClientLimits {
    /** The most calls of one authenticated client. They are off when {@code saoma.limits.calls} is. */
    public static final RateLimit OF_CLIENT = new RateLimit(10_000, 10_000);

    /** The client of a failed authentication; an empty text for an unknown one. */
    private record Sender(IpAddress network, String client) {}

    private final ClientAddressResolver addresses;
    private final TokenBuckets<String> clients;
    private final TokenBuckets<Sender> failures;
    private final AddressBuckets publicCalls;

    /** Creates limits with the numbers of these settings. */
    public OAuthClientLimits(ClientSettings settings, Ticker ticker) {
        RateLimit calls = settings.limits().calls();
        var shared = new SharedCounterClient(settings.shared(), ticker::nanos);
        this.addresses = new ClientAddressResolver(settings.trustedProxies());
        this.clients = new TokenBuckets<>("OAuth calls", calls.isOff() ? calls : OF_CLIENT, ticker, shared);
        this.failures = new TokenBuckets<>("OAuth failures", settings.limits().failures(), ticker, shared);
        this.publicCalls = new AddressBuckets("public OAuth calls", calls, ticker, shared);
    }

    /**
     * Requires that few authentications of this client have failed from this address. Costs the client nothing.
     *
     * @param client the identifier of a registered client; an empty text for an unknown one
     * @throws LoginException {@code rate_limited}
     */
    public void requireFewFailures(String client, HttpServletRequest request) {
        Sender sender = sender(client, request);
        require(failures.waitTime(sender), failures.name() + " of " + named(client) + " from " + sender.network());
    }

    /**
     * Counts an authentication that has failed.
     *
     * @param client the identifier of a registered client; an empty text for an unknown one
     */
    public void countFailure(String client, HttpServletRequest request) {
        failures.overdraw(sender(client, request));
    }

    /**
     * Counts a call of a client that has been authenticated.
     *
     * @throws LoginException {@code rate_limited}
     */
    public void countCall(String client) {
        require(clients.take(client).pause(), clients.name() + " of " + named(client));
    }

    /**
     * Counts a call of a client that has no secret or is not known at all, or a request of a browser that is not logged in.
     *
     * @throws LoginException {@code rate_limited}
     */
    public void countPublicCall(HttpServletRequest request) {
        IpAddress address = addresses.of(request);
        require(publicCalls.take(address).pause(), publicCalls.name() + " of " + address.network());
    }

    private Sender sender(String client, HttpServletRequest request) {
        return new Sender(addresses.of(request).network(), client);
    }

    private static String named(String client) {
        return client.isEmpty() ? "unknown clients" : "client " + client;
    }

    private static void require(Duration pause, String counted) {
        if (!pause.isZero()) {
            throw RequestErrors.rateLimited(counted, pause);
        }
    }
}
