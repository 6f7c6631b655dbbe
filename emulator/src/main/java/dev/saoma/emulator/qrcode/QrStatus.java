package dev.saoma.emulator.qrcode;

import dev.saoma.emulator.world.Named;

/** The state of a QR code, with its number in the long poll. */
public enum QrStatus implements Named {
    WAITING("waiting", 408),
    SCANNED("scanned", 404),
    ALLOWED("allowed", 405),
    REFUSED("refused", 403),
    EXPIRED("expired", 402);

    private final String label;
    private final int errcode;

    QrStatus(String label, int errcode) {
        this.label = label;
        this.errcode = errcode;
    }

    @Override
    public String label() {
        return label;
    }

    /** Returns the {@code wx_errcode} of the long poll. */
    public int errcode() {
        return errcode;
    }
}
