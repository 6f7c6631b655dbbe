package dev.saoma.emulator;

/** The configuration asks for what the emulator does not do; the message is one line for people. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
