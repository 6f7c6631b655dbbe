package dev.saoma.spring;

import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All faults of Saoma's configuration at once. Spring Boot prints them as one report. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    SettingsException(List<ConfigException> refused) {
        this(refused.stream().map(Fault::of).toList(), null);
    }

    private SettingsException(List<Fault> faults, @Nullable ConfigException cause) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")), cause);
        this.faults = faults;
    }

    /** Turns exceptions about the configuration, which the operator can fix, into faults of properties. */
    static <T> T reported(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (ConfigException e) {
            throw new SettingsException(e.all().stream().map(Fault::of).toList(), e);
        } catch (LoginException e) {
            throw new IllegalStateException("Saoma could not open its database: " + e.note(), e);
        }
    }

    List<Fault> faults() {
        return faults;
    }
}
