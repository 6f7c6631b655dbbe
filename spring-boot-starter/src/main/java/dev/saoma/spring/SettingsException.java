package dev.saoma.spring;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with how Saoma is set up, at once. Spring Boot prints it as one report. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    SettingsException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
        return faults;
    }
}
