package dev.saoma.benchmark.load;

import java.util.concurrent.atomic.AtomicInteger;

/** Codes as WeChat would send them, for a number of users in turn, 2,000 by default; after warm-up the subject knows all users. Thread-safe. */
public final class Codes {
    private static final int PEOPLE = 2_000;

    private final int people;
    private final AtomicInteger next = new AtomicInteger();

    public Codes() {
        this(PEOPLE);
    }

    public Codes(int people) {
        this.people = people;
    }

    public String next() {
        return of(Math.floorMod(next.getAndIncrement(), people));
    }

    public static String of(int person) {
        String digits = Integer.toString(person);
        return "c" + "0".repeat(8 - digits.length()) + digits;
    }
}
