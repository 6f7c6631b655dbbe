package dev.saoma.benchmark;

/** How long a run may take. {@code check} only shows, in minutes, that everything runs; its figures are meaningless. */
public enum Scale {
    CHECK,
    QUICK,
    FULL;

    /** Returns the value for this scale. */
    public <T> T of(T check, T quick, T full) {
        return switch (this) {
            case CHECK -> check;
            case QUICK -> quick;
            case FULL -> full;
        };
    }
}
