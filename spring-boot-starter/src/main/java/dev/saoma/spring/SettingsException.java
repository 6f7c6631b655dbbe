package dev.saoma.spring;

import dev.saoma.error.ConfigException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with how Saoma is set up, at once. Spring Boot prints it as one report. */
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

    /** Reports what the operator can mend as faults of properties. */
    static <T> T reported(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (ConfigException e) {
            throw new SettingsException(e.all().stream().map(Fault::of).toList(), e);
        }
    }

    List<Fault> faults() {
        return faults;
    }
}
