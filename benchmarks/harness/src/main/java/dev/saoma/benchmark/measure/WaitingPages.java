package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.load.Answer;
import dev.saoma.benchmark.load.Browser;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.Journey;
import dev.saoma.benchmark.load.Waiters;
import dev.saoma.benchmark.process.Heap;
import dev.saoma.benchmark.process.JavaCommand;
import dev.saoma.benchmark.process.Program;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** S5: login pages that wait for a phone at the same time, at the emulator. */
public final class WaitingPages implements Measure {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APP = "wx5a0a5a0a00000001";

    @Override
    public String id() {
        return "S5";
    }

    @Override
    public String title() {
        return "Pages that wait for a phone, at the emulator";
    }

    /** The figures of one round, in bytes, pages and milliseconds. */
    private record Seen(double heapPerPage, double residentPerPage, int waiting, int told, double p50, double p99) {}

    @Override
    public Section take(Bench bench) throws Exception {
        int pages = bench.scale().of(500, 10_000, 10_000);
        int port = Upstream.freePort();
        JavaCommand command = JavaCommand.of(bench.java(), bench.shipped("emulator"), "--port", Integer.toString(port))
                .with("-Xmx256m");
        var seen = new ArrayList<Seen>();
        try (Program emulator = Program.start("emulator", bench.work(), Map.of(), command.line())) {
            await(emulator, port);
            for (int round = 0; round < bench.scale().of(1, 3, 5); round++) {
                bench.say("S5 " + pages + " pages, round " + (round + 1));
                seen.add(round(bench, emulator, port, pages));
            }
        }
        return section(pages, seen);
    }

    private static Seen round(Bench bench, Program emulator, int port, int pages) throws Exception {
        long heap = Heap.afterCollection(bench, emulator);
        long resident = emulator.residentBytes();
        try (Waiters waiters = Waiters.open(port, polls(port, pages))) {
            // The server is still processing the last requests.
            Thread.sleep(1_000);
            double heapPerPage = (double) (Heap.afterCollection(bench, emulator) - heap) / pages;
            double residentPerPage = (double) (emulator.residentBytes() - resident) / pages;
            int waiting = waiters.waiting();
            double[] told = waiters.told(
                    () -> {
                        try (Connection connection = Connection.open(port)) {
                            connection.post(new Browser(), "/_emulator/reset", "{}");
                        }
                    },
                    PATIENCE);
            return new Seen(heapPerPage, residentPerPage, waiting, told.length, at(told, 0.5), at(told, 0.99));
        }
    }

    private static double at(double[] ascending, double share) {
        return ascending.length == 0 ? 0 : ascending[(int) Math.min(ascending.length - 1, ascending.length * share)];
    }

    /** Opens login pages, each with its own QR code, and returns the paths that these pages would poll. */
    private static List<String> polls(int port, int pages) throws IOException {
        var polls = new ArrayList<String>();
        String back = URLEncoder.encode("http://localhost:" + port + "/_emulator/callback", StandardCharsets.UTF_8);
        String page = "/connect/qrconnect?appid=" + APP + "&redirect_uri=" + back
                + "&response_type=code&scope=snsapi_login&state=0123456789abcdef";
        try (Connection connection = Connection.open(port)) {
            for (int i = 0; i < pages; i++) {
                Answer answer = Journey.require(connection.get(new Browser(), page), 200, "The login page");
                String text = answer.text();
                int begin = text.indexOf("/connect/qrcode/") + "/connect/qrcode/".length();
                polls.add("/connect/l/qrconnect?uuid=" + text.substring(begin, text.indexOf('"', begin)));
            }
        }
        return polls;
    }

    private static void await(Program emulator, int port) throws InterruptedException {
        Instant latest = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(latest)) {
            emulator.requireAlive();
            try (Connection connection = Connection.open(port)) {
                connection.get(new Browser(), "/_emulator/clock");
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("The emulator did not answer: see " + emulator.log());
    }

    private Section section(int pages, List<Seen> seen) {
        Ratio heap =
                Ratio.of(seen.stream().map(each -> each.heapPerPage() / 1_024).toList());
        Ratio told =
                Ratio.of(seen.stream().map(each -> (double) each.told() / pages).toList());
        var rows = List.of(
                new Row(id(), "emulator", "KiB", "heap of a waiting page", heap, Optional.of(Target.atMost(10))),
                new Row(id(), "emulator", "all", "pages told at the end", told, Optional.of(Target.atLeast(1))));
        var lines = new ArrayList<List<String>>();
        for (Seen each : seen) {
            lines.add(List.of(
                    Ratio.figure(each.heapPerPage() / 1_024),
                    Ratio.figure(each.residentPerPage() / 1_024),
                    Integer.toString(each.waiting()),
                    Integer.toString(each.told()),
                    Ratio.figure(each.p50()),
                    Ratio.figure(each.p99())));
        }
        var head = List.of(
                "heap KiB a page", "RSS KiB a page", "waiting at that moment", "told", "told within, p50 ms", "p99 ms");
        var notes = List.of(
                "The shipped jar with a heap of 256 MiB. Heap after a full collection with all pages waiting, less that"
                        + " before; a page is its QR code, its open connection and its request that waits. Then a reset"
                        + " ends all codes at once, and the time until each page has heard of it is measured.");
        String caption = "%,d pages, each with a connection and a QR code of its own".formatted(pages);
        return new Section(id(), title(), rows, List.of(new Table(caption, head, lines)), notes);
    }
}
