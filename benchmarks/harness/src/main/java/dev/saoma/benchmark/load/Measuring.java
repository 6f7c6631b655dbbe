package dev.saoma.benchmark.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The CPU time of a subject, of its compilers and of its database, and the time, at the beginning of a measurement. */
record Measuring(Duration cpu, Duration compilers, Duration database, long nanos) {
    static Measuring begin(Running running) {
        return new Measuring(
                running.program().cpu(),
                running.program().compilerCpu(),
                running.database().get(),
                System.nanoTime());
    }

    /** Returns what was spent since the beginning. */
    Spent end(Running running) {
        Duration wall = Duration.ofNanos(System.nanoTime() - nanos);
        return new Spent(
                running.program().cpu().minus(cpu),
                running.program().compilerCpu().minus(compilers),
                running.database().get().minus(database),
                wall);
    }

    /** The CPU time of a subject, of its compilers and of its database, and the wall time. */
    record Spent(Duration cpu, Duration compilers, Duration database, Duration wall) {
        Result result(List<Client> clients) {
            long errors = clients.stream().mapToLong(Client::errors).sum();
            String first = clients.stream()
                    .map(Client::firstError)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            long[] nanos = clients.stream()
                    .map(Client::nanos)
                    .flatMapToLong(Arrays::stream)
                    .sorted()
                    .toArray();
            long everything = clients.stream().mapToLong(Client::everything).sum();
            return new Result(errors, first, this, nanos, everything);
        }
    }
}
