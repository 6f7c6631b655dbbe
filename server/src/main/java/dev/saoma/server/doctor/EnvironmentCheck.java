package dev.saoma.server.doctor;

import java.util.List;

/** Checks whether an environment variable looks like a setting and is none. */
record EnvironmentCheck(List<String> strayVariables) implements Check {

    @Override
    public List<Finding> run() {
        return strayVariables.isEmpty()
                ? List.of(Finding.ok("environment.known"))
                : strayVariables.stream()
                        .map(name -> Finding.warn("environment.stray", name))
                        .toList();
    }
}
