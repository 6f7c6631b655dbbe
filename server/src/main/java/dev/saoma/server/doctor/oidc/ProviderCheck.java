package dev.saoma.server.doctor.oidc;

import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.oidc.key.KeyExamination;
import dev.saoma.secret.SealKey;
import dev.saoma.server.doctor.Finding;
import dev.saoma.server.setting.OidcSettings;
import dev.saoma.server.setting.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks the OpenID provider, if it is on: its issuer, and whether its signing keys can be opened and are replaced in time. */
public record ProviderCheck(ServerSettings settings) {
    /** A running node replaces keys within minutes; a server that was stopped does so at its start. */
    private static final Duration LATE = Duration.ofHours(1);

    /** Checks what needs no database. */
    public List<Finding> run() {
        return isOn()
                ? List.of(Finding.ok(
                        settings.web().isHttps() ? "oidc.issuer" : "oidc.in-clear",
                        settings.web().address()))
                : List.of();
    }

    private boolean isOn() {
        return settings.oidc().isOn();
    }

    /** Returns the state of the provider's tables; empty when the provider is off. */
    public Optional<SchemaState> schema(Database database) {
        return isOn() ? Optional.of(OidcSchema.state(database)) : Optional.empty();
    }

    /** Returns the file that holds the key of an embedded database, if there is one. */
    public Optional<Path> keyFile() {
        return isOn() && settings.oidc().key().isEmpty() && settings.store().isEmpty()
                ? Optional.of(OidcSettings.file(settings.data())).filter(Files::exists)
                : Optional.empty();
    }

    /**
     * Checks the signing keys in an open database.
     *
     * @throws LoginException {@code store_unavailable}
     */
    public List<Finding> keys(Database database, Instant now) {
        if (!isOn()) {
            return List.of();
        }
        if (OidcSchema.state(database).applied() == 0) {
            return List.of(Finding.ok("oidc-keys.new"));
        }
        try {
            SealKey key = settings.oidc()
                    .existingSealKey(settings.data(), settings.store().isEmpty());
            return List.of(finding(KeyExamination.of(database, key, now), now));
        } catch (ConfigException e) {
            return List.of(Finding.fail("oidc-keys.refused", String.valueOf(e.getMessage())));
        }
    }

    private static Finding finding(KeyExamination keys, Instant now) {
        if (keys.unreadable() > 0) {
            return Finding.fail("oidc-keys.unreadable", keys.unreadable(), keys.stored());
        }
        return keys.nextRotation()
                .map(next -> next.plus(LATE).isBefore(now)
                        ? Finding.warn("oidc-keys.late", next)
                        : Finding.ok("oidc-keys.readable", keys.stored(), next))
                .orElseGet(() -> Finding.ok("oidc-keys.new"));
    }
}
