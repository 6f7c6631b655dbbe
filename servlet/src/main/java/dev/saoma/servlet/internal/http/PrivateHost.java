package dev.saoma.servlet.internal.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;

/** Detects hosts that are this machine or an address of a private network. No name is looked up. */
public final class PrivateHost {
    private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern V4 = Pattern.compile("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})");
    /** Hosts that browsers read as an IP address, in notations that Java reads differently. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private static final Set<String> NAMES =
            Set.of("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback");

    private PrivateHost() {}

    /**
     * Returns whether a host is this machine or on a private network.
     *
     * @param host in lower case; IPv6 in brackets
     */
    public static boolean is(String host) {
        if (NAMES.contains(host) || host.endsWith(".localhost")) {
            return true;
        }
        boolean plain = V4.matcher(host).matches() || V6.matcher(host).matches();
        if (!plain) {
            return NUMBER.matcher(host).matches();
        }
        try {
            // For an IP address, this asks no name server.
            return is(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        boolean unique = address instanceof Inet6Address && (first & 0xfe) == 0xfc;
        boolean carrier = bytes.length == 4 && first == 100 && (bytes[1] & 0xc0) == 64;
        boolean here = bytes.length == 4 && first == 0;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || unique
                || carrier
                || here;
    }
}
