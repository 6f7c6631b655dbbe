package dev.saoma.servlet.internal.limit;

import dev.saoma.servlet.internal.http.CidrBlock;
import dev.saoma.servlet.internal.http.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the client address of a request: the peer's, or, if the peer is a trusted proxy, the address that the last trusted
 * proxy of the chain names in {@code X-Forwarded-For}. Entries to the left of that come from an untrusted sender and are not
 * read.
 */
public final class ClientAddressResolver {
    static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");
    private static final int MOST_PROXIES = 20;
    private static final IpAddress UNKNOWN = new IpAddress(false, 0, 0);

    private final List<CidrBlock> trusted;

    /** @param trustedProxies addresses and blocks of addresses */
    public ClientAddressResolver(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream()
                .map(text -> CidrBlock.parse(text).orElseThrow())
                .toList();
    }

    public IpAddress of(HttpServletRequest request) {
        return of(
                Optional.ofNullable(request.getRemoteAddr()).orElse(""),
                () -> Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /** @param forwarded the values of {@code X-Forwarded-For}, read when the peer is trusted */
    IpAddress of(String peer, Supplier<List<String>> forwarded) {
        IpAddress client = literal(peer).orElse(UNKNOWN);
        if (trusted.isEmpty() || !isTrusted(client)) {
            return client;
        }
        for (String hop : nearestFirst(forwarded.get())) {
            Optional<IpAddress> named = literal(hop);
            if (named.isEmpty()) {
                // The proxy that wrote this entry is the last known address.
                return client;
            }
            client = named.get();
            if (!isTrusted(client)) {
                return client;
            }
        }
        return client;
    }

    /** Returns whether the peer sends the headers of a proxy and is not a trusted one. */
    boolean isUnnamedProxy(HttpServletRequest request) {
        return isForwarded(request)
                && literal(String.valueOf(request.getRemoteAddr()))
                        .filter(this::isTrusted)
                        .isEmpty();
    }

    private static boolean isForwarded(HttpServletRequest request) {
        for (String header : FORWARDED) {
            if (request.getHeader(header) != null) {
                return true;
            }
        }
        return false;
    }

    boolean isProxy(String peer) {
        return literal(peer).filter(this::isTrusted).isPresent();
    }

    private static List<String> nearestFirst(List<String> forwarded) {
        String chain = String.join(",", forwarded);
        var hops = new ArrayList<String>();
        int end = chain.length();
        while (end > 0 && hops.size() < MOST_PROXIES) {
            int comma = chain.lastIndexOf(',', end - 1);
            hops.add(chain.substring(comma + 1, end).strip());
            end = comma;
        }
        return hops;
    }

    /** Reads an address without brackets, port and zone, which some proxies write. */
    private static Optional<IpAddress> literal(String text) {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close < 0 ? Optional.empty() : IpAddress.parse(withoutZone(text.substring(1, close)));
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        return IpAddress.parse(withoutZone(port ? text.substring(0, colon) : text));
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private boolean isTrusted(IpAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }
}
