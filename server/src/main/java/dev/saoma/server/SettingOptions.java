package dev.saoma.server;

import dev.saoma.server.setting.Configuration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for settings that {@code serve} and {@code doctor} share. */
final class SettingOptions {
    @Option(names = "--app", paramLabel = "DIR", description = "saoma.app: the app's folder (app)")
    private @Nullable String app;

    @Option(names = "--data", paramLabel = "DIR", description = "saoma.data: folder of the database (data)")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:SAOMA_CONFIG}",
            description = "properties file with saoma.* settings (SAOMA_CONFIG)")
    private @Nullable Path config;

    /** @param port {@code saoma.port}, when the command has an option for it */
    Configuration read(Map<String, String> environment, @Nullable String port) {
        var given = new LinkedHashMap<String, String>();
        put(given, "saoma.port", port);
        put(given, "saoma.data", data);
        put(given, "saoma.app", app);
        return Configuration.of(given, environment, Optional.ofNullable(config));
    }

    private static void put(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
