package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.http.Call;

/** The query parameter {@code limit}: 1 to 1,000. */
final class Limit {

    private Limit() {}

    static int of(Call call, int otherwise) {
        String text = call.query().find("limit").orElse(Integer.toString(otherwise));
        if (!text.matches("[1-9]\\d{0,2}|1000")) {
            throw new IllegalArgumentException("limit must be a number from 1 to 1000.");
        }
        return Integer.parseInt(text);
    }
}
