package dev.saoma.server.flow;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * How far logins came in an hour, or in a part of one, on all nodes.
 *
 * @param at the first minute
 * @param visits pages that showed a QR code; one that renewed it is one visit
 * @param returned how many came back from WeChat
 * @param accepted how many of those WeChat and the server accepted
 * @param signedIn how many sessions were opened
 */
public record FunnelPart(Instant at, long visits, long returned, long accepted, long signedIn) {
    static FunnelPart of(long minute, List<FlowCount> counts) {
        return new FunnelPart(
                Instant.ofEpochSecond(60 * minute),
                sum(counts, FlowCount::isVisit),
                sum(counts, count -> count.step().equals("code")),
                sum(counts, count -> count.step().equals("code") && count.isSuccess()),
                sum(counts, count -> count.step().equals("session") && count.isSuccess()));
    }

    private static long sum(List<FlowCount> counts, Predicate<FlowCount> wanted) {
        return counts.stream().filter(wanted).mapToLong(FlowCount::number).sum();
    }
}
