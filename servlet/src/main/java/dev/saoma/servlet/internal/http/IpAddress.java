package dev.saoma.servlet.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address. An IPv4 address written as IPv6 becomes IPv4.
 *
 * @param high the first 64 bits of IPv6; 0 for IPv4
 * @param low the rest
 */
public record IpAddress(boolean isV4, long high, long low) {
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST_V6 = 45;
    private static final int NONE = -1;

    /** Reads an IP address. A host name is not accepted and never looked up. */
    public static Optional<IpAddress> parse(String text) {
        long v4 = v4(text);
        if (v4 != NONE) {
            return Optional.of(new IpAddress(true, 0, v4));
        }
        if (text.length() > LONGEST_V6 || !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.getByName(text).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Returns the number of four decimal bytes without leading zeros; {@link #NONE} for any other text. */
    private static long v4(String text) {
        long address = 0;
        int bytes = 0;
        for (int from = 0; from <= text.length(); bytes++) {
            int dot = text.indexOf('.', from);
            int end = dot < 0 ? text.length() : dot;
            int one = octet(text, from, end);
            if (one == NONE || bytes == Integer.BYTES) {
                return NONE;
            }
            address = address << Byte.SIZE | one;
            from = end + 1;
        }
        return bytes == Integer.BYTES ? address : NONE;
    }

    private static int octet(String text, int from, int end) {
        int value = 0;
        for (int i = from; i < end; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9' || (i > from && value == 0)) {
                return NONE;
            }
            value = value * 10 + digit - '0';
            if (value > 255) {
                return NONE;
            }
        }
        return from == end ? NONE : value;
    }

    private static IpAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == Integer.BYTES
                ? new IpAddress(true, 0, Integer.toUnsignedLong(buffer.getInt()))
                : new IpAddress(false, buffer.getLong(), buffer.getLong());
    }

    /** Returns the network of one subscriber: the address itself in IPv4, its /64 in IPv6. */
    public IpAddress network() {
        return isV4 ? this : new IpAddress(false, high, 0);
    }

    @Override
    public String toString() {
        try {
            ByteBuffer bytes = isV4
                    ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low)
                    : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
            return InetAddress.getByAddress(bytes.array()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
