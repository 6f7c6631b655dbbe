package dev.saoma.server.flow;

import java.time.Instant;

/**
 * How often a step ended in one way.
 *
 * @param instance an empty text for none
 * @param outcome {@code ok}, {@code renewed}, or the code of the failure
 * @param firstAt the first minute in which it did
 * @param lastAt the last minute
 * @param browsers how many browsers of a day met a failure, among the newest 20,000 failures; 0 for another outcome, and where
 *     no attempt was known
 */
public record FlowCount(
        String instance, String step, String outcome, long number, Instant firstAt, Instant lastAt, long browsers) {

    /** Returns whether it counts pages that showed a QR code, without those that renewed it. */
    public boolean isVisit() {
        return step.equals("attempt") && isSuccess();
    }

    boolean isSuccess() {
        return outcome.equals("ok");
    }

    FlowCount with(long others) {
        return new FlowCount(instance, step, outcome, number, firstAt, lastAt, others);
    }

    /** Returns the sum with another count of the same name. Its browsers are not known. */
    FlowCount and(FlowCount other) {
        return new FlowCount(
                instance,
                step,
                outcome,
                number + other.number,
                firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt,
                0);
    }
}
