package dev.saoma.redis;

/** There is no connection to Redis at the moment. */
final class NotConnectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotConnectedException() {
        super("no connection to Redis");
    }
}
