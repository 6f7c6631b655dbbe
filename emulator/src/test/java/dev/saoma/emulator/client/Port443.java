package dev.saoma.emulator.client;

import dev.saoma.emulator.Skipped;
import dev.saoma.emulator.WeChatEmulator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Starts an emulator on port 443, which clients with fixed addresses call. */
final class Port443 {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Port443() {}

    /**
     * Starts the emulator, and waits while another test or build on this machine uses the port. The test is {@link Skipped}
     * when the port is not available.
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
