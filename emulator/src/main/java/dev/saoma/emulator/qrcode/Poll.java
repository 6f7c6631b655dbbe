package dev.saoma.emulator.qrcode;

/**
 * One response of the long poll.
 *
 * @param errcode 408, 404, 403, 405 or 402; 500 for a server error
 * @param code the code when {@code errcode} is 405, otherwise empty
 */
public record Poll(int errcode, String code) {

    static Poll of(QrStatus status) {
        return new Poll(status.errcode(), "");
    }
}
