package dev.saoma.emulator.world;

/** Whether WeChat allows an app. A blocked one gets the Scope error page and {@code 48001}. */
public enum AppStatus implements Named {
    ACTIVE("active"),
    BLOCKED("blocked");

    private final String label;

    AppStatus(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
