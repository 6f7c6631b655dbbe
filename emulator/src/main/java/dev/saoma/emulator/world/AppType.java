package dev.saoma.emulator.world;

/**
 * The type of an app. Only {@link #WEBSITE} may show the QR login page, and only {@link #SERVICE_ACCOUNT} may ask
 * inside WeChat's own browser.
 */
public enum AppType implements Named {
    WEBSITE("website"),
    SERVICE_ACCOUNT("service_account"),
    MINI_PROGRAM("mini_program"),
    MOBILE("mobile");

    private final String label;

    AppType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
