package dev.saoma.emulator.journal;

import dev.saoma.emulator.internal.http.Explanation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One recorded request.
 *
 * @param number counts the requests from 1; a reset does not restart it
 * @param at the time of the request, by the emulator's clock
 * @param query query and form parameters; secret, code and tokens masked
 * @param answer the HTTP status and a summary of the response, or the fault in its place
 * @param explanation why the request was rejected, if it was
 */
public record Entry(
        long number,
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        String answer,
        Optional<Explanation> explanation) {}
