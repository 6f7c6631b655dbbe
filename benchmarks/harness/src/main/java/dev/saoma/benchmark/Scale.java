package dev.saoma.benchmark;

/** How long a run may take: {@code check} shows in minutes that everything runs, and its figures are worth nothing. */
public enum Scale {
    CHECK,
    QUICK,
    FULL;

    /** The value of this scale. */
    public <T> T of(T check, T quick, T full) {
        return switch (this) {
            case CHECK -> check;
            case QUICK -> quick;
            case FULL -> full;
        };
    }
}
