package dev.saoma.emulator.client;

import dev.saoma.emulator.Skipped;
import dev.saoma.emulator.WeChatEmulator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** An emulator on the port that clients with fixed addresses call. */
final class Port443 {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Port443() {}

    /**
     * Starts it; waits for another test or build on this machine that has the port. Where the port cannot be had the test is
     * {@link Skipped}.
     */
    static WeChatEmulator start(Path ca) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return WeChatEmulator.builder().tls(443).caFile(ca).start();
            } catch (UncheckedIOException e) {
                boolean taken = String.valueOf(e.getMessage()).contains("in use");
                if (!taken || Instant.now().isAfter(end)) {
                    return Skipped.because("unmodified clients need port 443: " + e.getMessage());
                }
                Thread.sleep(250);
            }
        }
    }
}
