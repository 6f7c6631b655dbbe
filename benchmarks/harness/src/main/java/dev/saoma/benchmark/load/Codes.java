package dev.saoma.benchmark.load;

import java.util.concurrent.atomic.AtomicInteger;

/** The codes that WeChat would send back, of ten thousand people in turn. Thread-safe. */
public final class Codes {
    private static final int PEOPLE = 10_000;

    private final AtomicInteger next = new AtomicInteger();

    public String next() {
        return of(Math.floorMod(next.getAndIncrement(), PEOPLE));
    }

    public static String of(int person) {
        String digits = Integer.toString(person);
        return "c" + "0".repeat(8 - digits.length()) + digits;
    }
}
