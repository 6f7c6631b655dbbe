package dev.saoma.server;

import dev.saoma.database.Database;
import dev.saoma.error.ConfigException;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.secret.SealKey;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.store.sql.SqlStore;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code saoma oidc-keys}. Exit codes: 0 done, 2 wrong usage, 78 settings refused. */
@Command(
        name = "oidc-keys",
        mixinStandardHelpOptions = true,
        description =
                "Replaces the signing keys of the OpenID provider at once, when somebody else may know them or the key that"
                        + " encrypts them is lost. With the embedded database, stop the server first.")
public final class OidcKeysCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Option(
            names = "--new",
            required = true,
            description = "deletes all signing keys and makes new ones; every token that was signed before ends")
    @SuppressWarnings("UnusedVariable") // there is no other action yet, and this one must be asked for
    private boolean isNew;

    OidcKeysCommand() {}

    @Override
    public Integer call() {
        ServerSettings settings = ServerSettings.read(options.read(System.getenv(), null));
        if (!settings.oidc().isOn()) {
            throw new ConfigException(
                    SettingFaults.NOWHERE, "saoma.oidc", "is off, so there are no signing keys; set it to on");
        }
        try (Database database = ServedApp.database(settings)) {
            SqlStore store = ServedApp.store(settings, database);
            SealKey key =
                    settings.oidc().sealKey(settings.data(), settings.store().isEmpty());
            SigningKeys.replaceAtOnce(store, key, Clock.systemUTC())
                    .forEach(kid -> System.out.println("signs from now on: " + kid));
        }
        System.out.println(
                "Deleted all former keys: ID tokens that they signed are no more accepted. Sessions of this server stay."
                        + " Other running nodes follow within a minute, applications when they meet a new key.");
        System.out.flush();
        return ExitCode.OK;
    }
}
