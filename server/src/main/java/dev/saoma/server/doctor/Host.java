package dev.saoma.server.doctor;

import dev.saoma.wechat.WeChatSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The machine on which the doctor runs; tests replace parts of it.
 *
 * @param javaFeature the feature release of Java: 17, 21, …
 * @param diskSpace reads the space on the disk of an existing folder
 * @param route resolves a host name
 * @param trust verifies certificates
 * @param wechat changes the address of WeChat for the library; identity except in tests
 */
public record Host(
        Clock clock,
        Map<String, String> environment,
        int javaFeature,
        Function<Path, DiskSpace> diskSpace,
        Route route,
        SSLContext trust,
        UnaryOperator<WeChatSettings> wechat) {

    /** Free and total space in bytes; both are 0 when unknown. */
    public record DiskSpace(long usable, long total) {}

    /** Resolves host names. */
    @FunctionalInterface
    public interface Route {

        /**
         * Returns the address of a host and port.
         *
         * @throws UnknownHostException when the name is not known
         */
        InetSocketAddress to(String host, int port) throws UnknownHostException;
    }

    /** Returns this machine. */
    public static Host local() {
        try {
            return new Host(
                    Clock.systemUTC(),
                    System.getenv(),
                    Runtime.version().feature(),
                    Host::diskSpace,
                    (host, port) -> new InetSocketAddress(InetAddress.getByName(host), port),
                    SSLContext.getDefault(),
                    UnaryOperator.identity());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static DiskSpace diskSpace(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            return new DiskSpace(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            return new DiskSpace(0, 0);
        }
    }
}
