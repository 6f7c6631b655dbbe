package dev.saoma.server.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections are open at once. Where one more would be too many in all, it waits in the queue of the operating
 * system until another is closed; where it would be too many of one address, it is closed.
 *
 * @param total of all addresses
 * @param perAddress of one IPv4 address or /64 of IPv6 that is no trusted proxy
 */
public record ConnectionLimits(int total, int perAddress) {
    /** A connection with a request in each stage holds less than this. */
    private static final long BYTES = 64 * 1024;

    private static final int LEAST = 256;
    private static final int MOST = 50_000;
    /** For the database, WeChat, files and the management port. */
    private static final int OTHER_FILES = 200;

    /** @throws IllegalArgumentException when a number is less than 1 */
    public ConnectionLimits {
        if (total < 1 || perAddress < 1) {
            throw new IllegalArgumentException("1 or more, not " + total + " and " + perAddress);
        }
    }

    /** This many, and of one address a quarter of them. */
    public static ConnectionLimits of(int total) {
        return new ConnectionLimits(total, Math.max(1, total / 4));
    }

    /** One for every 64 KiB that the heap may have, 256 to 50,000, and no more than there may be open files. */
    public static ConnectionLimits ofThisProcess() {
        int byHeap = byHeap(Runtime.getRuntime().maxMemory());
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? of((int) Math.max(LEAST, Math.min(byHeap, unix.getMaxFileDescriptorCount() - OTHER_FILES)))
                : of(byHeap);
    }

    static int byHeap(long most) {
        return (int) Math.max(LEAST, Math.min(MOST, most / BYTES));
    }
}
