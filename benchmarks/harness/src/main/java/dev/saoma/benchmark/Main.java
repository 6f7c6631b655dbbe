package dev.saoma.benchmark;

/** Replaced by the driver. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        throw new UnsupportedOperationException();
    }
}
