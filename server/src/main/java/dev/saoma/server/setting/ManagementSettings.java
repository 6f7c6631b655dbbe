package dev.saoma.server.setting;

import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import java.time.Duration;
import java.util.Optional;

/**
 * The management port; there is none unless {@code saoma.management.port} is given.
 *
 * @param host {@code saoma.management.host}, 127.0.0.1 when not given
 * @param port {@code saoma.management.port}, 0 for a free one
 * @param drain {@code saoma.management.drain}, the time for which a stopping server accepts requests after it reports that it
 *     is not ready; zero when not given
 */
public record ManagementSettings(String host, int port, Duration drain) {
    private static final String PORT = "saoma.management.port";

    static Optional<ManagementSettings> read(SettingReader reader, SettingFaults faults, int publicPort) {
        reader.require(PORT, "saoma.management.drain", "saoma.management.host");
        Optional<Integer> port = reader.find(PORT, Integer.class);
        if (port.filter(number -> number != 0 && number == publicPort).isPresent()) {
            faults.add(PORT, "is saoma.port too; what it tells is not for the public, so it needs another");
        }
        return port.map(number -> new ManagementSettings(
                reader.find("saoma.management.host", String.class).orElse("127.0.0.1"),
                number,
                reader.find("saoma.management.drain", Duration.class).orElse(Duration.ZERO)));
    }
}
