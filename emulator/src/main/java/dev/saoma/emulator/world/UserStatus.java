package dev.saoma.emulator.world;

/** Whether WeChat lets a user work. A frozen one can still scan; the server API then answers {@code 50002}. */
public enum UserStatus implements Named {
    ACTIVE("active"),
    FROZEN("frozen");

    private final String label;

    UserStatus(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
