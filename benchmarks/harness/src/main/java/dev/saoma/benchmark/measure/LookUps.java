package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.database.Filled;
import dev.saoma.benchmark.database.Postgres;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** S7: the speed of look-ups as the number of bindings grows. */
public final class LookUps implements Measure {
    private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
    private static final int MOST = 10_000_000;

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
        List<Integer> sizes = new ArrayList<>(bench.scale() == Scale.CHECK ? List.of(1_000, 10_000) : SIZES);
        if (bench.scale() == Scale.FULL) {
            sizes.add(MOST);
        }
        var rows = new ArrayList<Row>();
        var lines = new ArrayList<List<String>>();
        try (var closing = new Closing()) {
            Postgres postgres = closing.add(Postgres.start(bench));
            List<Filled> server = new ArrayList<>();
            List<Filled> file = new ArrayList<>();
            for (int size : sizes) {
                bench.say("S7 fills %,d bindings into PostgreSQL and SQLite".formatted(size));
                server.add(closing.add(Filled.onPostgres(postgres, size)));
                file.add(closing.add(Filled.onSqlite(bench.work(), size)));
            }
            take(bench, "postgresql", server, rows, lines);
            take(bench, "sqlite", file, rows, lines);
        }
        var head = List.of("store", "look-up", "bindings", "a second", "CPU of the JVM, µs each");
        var notes = List.of(
                "One caller, warm, random people of all. PostgreSQL with everything in shared_buffers (512 MB; not so with"
                        + " 10^7); SQLite as Saoma opens it. `openid` is what a login asks; the others go through"
                        + " `WeChatAuthModel.get`, parsing included.",
                "SQLite's caches of pages are 2 MB for each connection: beyond that pages come from the system's cache by a"
                        + " call each, which is most of what the larger files cost.");
        return new Section(id(), title(), rows, List.of(new Table("Median over the rounds", head, lines)), notes);
    }

    private void take(Bench bench, String store, List<Filled> all, List<Row> rows, List<List<String>> lines) {
        for (Filled.LookUp lookUp : Filled.LookUp.values()) {
            bench.say("S7 " + store + " by " + lookUp.title());
            Map<Integer, List<Filled.Rate>> bySize = new LinkedHashMap<>();
            double seconds = bench.scale().of(0.3, 1.0, 2.0);
            // Round 0 is the warm-up.
            int rounds = bench.scale().of(1, 3, 5);
            for (int round = 0; round <= rounds; round++) {
                for (Filled each : all) {
                    Filled.Rate rate = each.rate(lookUp, seconds);
                    if (round > 0) {
                        bySize.computeIfAbsent(each.size(), size -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            bySize.forEach((size, rates) -> {
                Ratio ofFirst = against(rates, bySize.getOrDefault(all.get(0).size(), rates));
                if (size > all.get(0).size()) {
                    Optional<Target> target = size == 1_000_000 ? Optional.of(Target.atLeast(0.8)) : Optional.empty();
                    String of = "look-ups a second by %s, %,d bindings".formatted(lookUp.title(), size);
                    String versus = "%,d bindings".formatted(all.get(0).size());
                    rows.add(new Row(id(), store, versus, of, ofFirst, target));
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
