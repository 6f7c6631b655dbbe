package dev.saoma.emulator.journal;

import dev.saoma.emulator.internal.http.Explanation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param number counts the requests from 1 on; a reset does not start anew
 * @param at when it came, by the emulator's clock
 * @param query query and form parameters; secret, code and tokens masked
 * @param answer the HTTP status and what the answer said, or the fault that took its place
 * @param explanation why it was rejected, when it was
 */
public record Entry(
        long number,
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        String answer,
        Optional<Explanation> explanation) {}
