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
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The machine that it is looked at from.
 *
 * @param javaFeature 17, 21, …
 * @param usableSpace bytes that may still be written at a folder that exists
 * @param totalSpace bytes that its disk has in all; 0 when nobody knows
 * @param route where a host and port are
 * @param trust whose certificates are believed
 * @param wechat how the library is told where WeChat is; as it stands in the settings, but in tests
 */
public record Surroundings(
        Clock clock,
        Map<String, String> environment,
        int javaFeature,
        ToLongFunction<Path> usableSpace,
        ToLongFunction<Path> totalSpace,
        Route route,
        SSLContext trust,
        UnaryOperator<WeChatSettings> wechat) {

    /** Finds a machine. */
    @FunctionalInterface
    public interface Route {

        /**
         * Where a host and port are.
         *
         * @throws UnknownHostException when nobody knows the name
         */
        InetSocketAddress to(String host, int port) throws UnknownHostException;
    }

    /** This machine. */
    public static Surroundings here() {
        try {
            return new Surroundings(
                    Clock.systemUTC(),
                    System.getenv(),
                    Runtime.version().feature(),
                    folder -> space(folder, FileStore::getUsableSpace),
                    folder -> space(folder, FileStore::getTotalSpace),
                    (host, port) -> new InetSocketAddress(InetAddress.getByName(host), port),
                    SSLContext.getDefault(),
                    UnaryOperator.identity());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private interface Space {
        long of(FileStore store) throws IOException;
    }

    private static long space(Path folder, Space space) {
        try {
            return space.of(Files.getFileStore(folder));
        } catch (IOException e) {
            return 0;
        }
    }
}
