package dev.saoma.benchmark.measure;

import com.sun.management.OperatingSystemMXBean;
import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.database.Filled;
import dev.saoma.benchmark.database.Postgres;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** S7: the speed of look-ups as the number of bindings grows. */
public final class LookUps implements Measure {
    private static final int MOST = 10_000_000;
    private static final String POSTGRESQL = "postgresql";
    /** PostgreSQL's 8 GB for 10^7 bindings, and as much for all else. */
    private static final long LARGE_MEMORY = 16_000_000_000L;

    @Override
    public String id() {
        return "S7";
    }

    @Override
    public String title() {
        return "Look-ups as bindings grow";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        List<Integer> sizes = bench.scale()
                .of(List.of(1_000, 10_000), List.of(1_000, 1_000_000), List.of(1_000, 100_000, 1_000_000, MOST));
        boolean large = sizes.contains(MOST) && memory() >= LARGE_MEMORY;
        String buffers = large ? "8GB" : "512MB";
        var rows = new ArrayList<Row>();
        var lines = new ArrayList<List<String>>();
        try (var closing = new Closing()) {
            Postgres postgres = closing.add(Postgres.start(bench, buffers));
            List<Filled> server = new ArrayList<>();
            List<Filled> file = new ArrayList<>();
            for (int size : sizes) {
                bench.say("S7 fills %,d bindings into PostgreSQL and SQLite".formatted(size));
                server.add(closing.add(Filled.onPostgres(postgres, size)));
                file.add(closing.add(Filled.onSqlite(bench.work(), size)));
            }
            take(bench, POSTGRESQL, server, rows, lines);
            take(bench, "sqlite", file, rows, lines);
        }
        var head = List.of("store", "look-up", "bindings", "a second", "CPU of the JVM, µs each");
        var notes = List.of(
                "One caller, warm, random people of all. SQLite as Saoma opens it. `openid` is what a login asks; the others go"
                        + " through `WeChatAuthModel.get`, parsing included.",
                "PostgreSQL with shared_buffers of %s, %s.".formatted(buffers, held(sizes.contains(MOST), large)));
        return new Section(id(), title(), rows, List.of(new Table("Median over the rounds", head, lines)), notes);
    }

    private static String held(boolean most, boolean large) {
        if (most && !large) {
            return "which hold all but the 10^7 bindings: this machine has too little memory for those";
        }
        return "which hold all bindings";
    }

    private static long memory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    private static Optional<Target> target(String store, int size) {
        boolean decides = size == 1_000_000 || (size == MOST && store.equals(POSTGRESQL));
        return decides ? Optional.of(Target.atLeast(0.8)) : Optional.empty();
    }

    private void take(Bench bench, String store, List<Filled> all, List<Row> rows, List<List<String>> lines) {
        for (Filled.LookUp lookUp : Filled.LookUp.values()) {
            bench.say("S7 " + store + " by " + lookUp.title());
            Map<Integer, List<Filled.Rate>> bySize = new LinkedHashMap<>();
            double seconds = bench.scale().of(0.3, 1.0, 2.0);
            // Round 0 is the warm-up; a large table needs longer until its pages are in the cache.
            int rounds = bench.scale().of(1, 3, 5);
            for (int round = 0; round <= rounds; round++) {
                for (Filled each : all) {
                    boolean longer = round == 0 && each.size() == MOST;
                    Filled.Rate rate = each.rate(lookUp, longer ? seconds * 10 : seconds);
                    if (round > 0) {
                        bySize.computeIfAbsent(each.size(), size -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            bySize.forEach((size, rates) -> {
                Ratio ofFirst = against(rates, bySize.getOrDefault(all.get(0).size(), rates));
                if (size > all.get(0).size()) {
                    String of = "look-ups a second by %s, %,d bindings".formatted(lookUp.title(), size);
                    String versus = "%,d bindings".formatted(all.get(0).size());
                    rows.add(new Row(id(), store, versus, of, ofFirst, target(store, size)));
                }
                lines.add(List.of(
                        store,
                        lookUp.title(),
                        "%,d".formatted(size),
                        Ratio.of(rates.stream().map(Filled.Rate::perSecond).toList())
                                .toString(),
                        Ratio.figure(Ratio.of(rates.stream()
                                        .map(Filled.Rate::cpuMicros)
                                        .toList())
                                .median())));
            });
        }
    }

    private static Ratio against(List<Filled.Rate> rates, List<Filled.Rate> first) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            ratios.add(rates.get(i).perSecond() / first.get(i).perSecond());
        }
        return Ratio.of(ratios);
    }
}
