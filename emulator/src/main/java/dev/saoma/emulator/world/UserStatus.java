package dev.saoma.emulator.world;

/**
 * How WeChat takes a user. A frozen one can still scan; the server API then answers {@code 50002}. A snapshot one is the
 * virtual visitor of a snapshot page: it exists in WeChat's own browser only, and applications shall make no account of it.
 */
public enum UserStatus implements Named {
    ACTIVE("active"),
    FROZEN("frozen"),
    SNAPSHOT("snapshot");

    private final String label;

    UserStatus(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
