package dev.saoma.emulator.world;

/**
 * WeChat's status of a user. A frozen user can scan, but the server API returns {@code 50002}. A snapshot user is the
 * virtual visitor of a snapshot page: it exists only in WeChat's own browser, and applications must not create an
 * account for it.
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
