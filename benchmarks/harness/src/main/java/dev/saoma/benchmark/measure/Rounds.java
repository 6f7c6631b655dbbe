package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The results of each subject in each round. Ratios compare results of the same round. */
final class Rounds {
    private final Map<String, List<Result>> bySubject = new LinkedHashMap<>();

    void add(String subject, Result result) {
        bySubject.computeIfAbsent(subject, name -> new ArrayList<>()).add(result);
    }

    /** One figure of a subject over the rounds. */
    Ratio figure(String subject, ToDoubleFunction<Result> figure) {
        return Ratio.of(of(subject).stream().map(figure::applyAsDouble).toList());
    }

    /** Returns the subject's figure divided by the other's. */
    Ratio ratio(String subject, String other, ToDoubleFunction<Result> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of(subject).size(); i++) {
            ratios.add(figure.applyAsDouble(of(subject).get(i))
                    / figure.applyAsDouble(of(other).get(i)));
        }
        return Ratio.of(ratios);
    }

    /** Returns a row with the ratio of the CPU time per operation. */
    Row cpu(String id, String subject, String other, String of, Optional<Target> target) {
        return new Row(id, subject, other, of, ratio(subject, other, Result::cpuMicros), target);
    }

    boolean has(String subject) {
        return bySubject.containsKey(subject);
    }

    long errors(String subject) {
        return of(subject).stream().mapToLong(Result::errors).sum();
    }

    /** Returns the number of errors and the first error of each subject that had errors. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        bySubject.forEach((name, results) -> results.stream()
                .filter(result -> result.errors() > 0)
                .findFirst()
                .ifPresent(result -> all.add(
                        name + ": " + errors(name) + " failed, the first with `" + result.firstError() + "`.")));
        return all;
    }

    private List<Result> of(String subject) {
        return Optional.ofNullable(bySubject.get(subject))
                .orElseThrow(() -> new IllegalStateException(subject + " was in no round."));
    }
}
