package dev.saoma.server.doctor;

import java.util.List;

/** Checks whether this Java has virtual threads. */
record JavaCheck(int feature) implements Check {
    private static final int VIRTUAL_THREADS = 21;

    @Override
    public List<Finding> run() {
        return List.of(
                feature >= VIRTUAL_THREADS ? Finding.ok("java.current", feature) : Finding.warn("java.old", feature));
    }
}
