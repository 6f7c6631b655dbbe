package dev.saoma.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address in its one form: an IPv4 address written as IPv6 is IPv4.
 *
 * @param high the first 64 bits of IPv6; 0 for IPv4
 * @param low the rest
 */
record IpAddress(boolean isV4, long high, long low) {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST_V6 = 45;

    /** Reads an address that is written as such; a name is none, and is never looked up. */
    static Optional<IpAddress> parse(String text) {
        boolean address = V4.matcher(text).matches()
                || (text.length() <= LONGEST_V6 && V6.matcher(text).matches());
        if (!address) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.getByName(text).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static IpAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == Integer.BYTES
                ? new IpAddress(true, 0, Integer.toUnsignedLong(buffer.getInt()))
                : new IpAddress(false, buffer.getLong(), buffer.getLong());
    }

    /** What one subscriber has: the address itself in IPv4, the /64 around it in IPv6. */
    IpAddress network() {
        return isV4 ? this : new IpAddress(false, high, 0);
    }
}
