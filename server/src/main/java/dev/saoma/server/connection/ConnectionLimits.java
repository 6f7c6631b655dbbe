package dev.saoma.server.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The limits of open connections. Beyond the total, a new connection waits in the operating system's queue until another one
 * closes; beyond the limit of its address, it is closed.
 *
 * @param total the most connections of all addresses
 * @param perAddress the most of one IPv4 address or /64 of IPv6 that is no trusted proxy
 */
public record ConnectionLimits(int total, int perAddress) {
    /** An upper bound of the memory of a connection with a request in any stage. */
    private static final long BYTES = 64 * 1024;

    private static final int LEAST = 256;
    private static final int MOST = 50_000;
    /** Open files for the database, WeChat, files and the management port. */
    private static final int OTHER_FILES = 200;

    /** @throws IllegalArgumentException when a number is less than 1 */
    public ConnectionLimits {
        if (total < 1 || perAddress < 1) {
            throw new IllegalArgumentException("1 or more, not " + total + " and " + perAddress);
        }
    }

    /** Returns limits with this total, a quarter of which one address may have. */
    public static ConnectionLimits of(int total) {
        return new ConnectionLimits(total, Math.max(1, total / 4));
    }

    /** Returns one connection for each 64 KiB of the maximum heap: 256 to 50,000, within the limit of open files. */
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
