package dev.saoma.server.flow;

import java.time.Duration;
import java.time.Instant;

/**
 * A step that failed, as it is stored.
 *
 * @param id larger than those of failures that were stored before
 * @param node the process that saw it
 * @param attempt an empty text when the step had none
 * @param instance an empty text when the step had none
 */
public record StoredFailure(long id, String node, String attempt, String instance, Step step) {

    /**
     * The step, with the code of its failure.
     *
     * @param code of the error; a newer release may store one that this release does not know
     */
    public record Step(String name, Instant at, Duration took, String code) {}
}
