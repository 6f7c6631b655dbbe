package dev.saoma.emulator.fault;

import dev.saoma.emulator.world.Named;

/**
 * The endpoints that can be made to fail. {@link #CALLBACK} is the return from the next login page or page inside
 * WeChat.
 */
public enum Target implements Named {
    ACCESS_TOKEN("access_token", true),
    REFRESH_TOKEN("refresh_token", true),
    AUTH("auth", true),
    USERINFO("userinfo", true),
    QRCONNECT("qrconnect", false),
    QRCODE("qrcode", false),
    AUTHORIZE("authorize", false),
    POLL("poll", true),
    CONFIRM("confirm", false),
    CALLBACK("callback", false);

    private final String label;
    private final boolean speaksErrcode;

    Target(String label, boolean speaksErrcode) {
        this.label = label;
        this.speaksErrcode = speaksErrcode;
    }

    @Override
    public String label() {
        return label;
    }

    /** Returns whether its responses can carry an error code; pages cannot. */
    public boolean speaksErrcode() {
        return speaksErrcode;
    }
}
