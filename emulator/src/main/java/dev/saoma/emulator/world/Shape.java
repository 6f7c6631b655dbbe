package dev.saoma.emulator.world;

import java.util.regex.Pattern;

/** Checks that several values share. */
final class Shape {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Shape() {}

    static void id(String what, String value) {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " must be 1 to 64 letters, digits, _ or -.");
        }
    }

    static void text(String what, String value, int max) {
        if (value.isBlank() || value.length() > max) {
            throw new IllegalArgumentException(what + " must have 1 to " + max + " characters.");
        }
    }
}
