package dev.saoma.benchmark.console;

import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.report.Ratio;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The times of pages on one store over rounds. In each, the server and its database have just started. */
public final class ListTimes {
    private final List<ListPage> pages;
    private final List<List<Calls>> rounds = new ArrayList<>();

    public ListTimes(List<ListPage> pages) {
        this.pages = List.copyOf(pages);
    }

    /** The calls of one page in a round, in milliseconds: the first after the start, and all others. */
    private static final class Calls {
        private double first;
        private final List<Double> later = new ArrayList<>();
        private int rows;

        double first() {
            return first;
        }

        double median() {
            return Ratio.of(later).median();
        }
    }

    /** Work between the first calls and the others. */
    @FunctionalInterface
    public interface Between {
        void run() throws IOException;
    }

    /** Asks for each page once, then {@code count} times in turn, each time in another order. */
    public void round(Connection connection, Between between, int count) throws IOException {
        var random = new Random(rounds.size());
        List<Calls> calls = pages.stream().map(page -> new Calls()).toList();
        for (int at : shuffled(random)) {
            calls.get(at).first = pages.get(at).ask(connection).millis();
        }
        between.run();
        for (int i = 0; i < count; i++) {
            for (int at : shuffled(random)) {
                ListPage.Taken taken = pages.get(at).ask(connection);
                calls.get(at).later.add(taken.millis());
                calls.get(at).rows = taken.rows();
            }
        }
        rounds.add(calls);
    }

    private List<Integer> shuffled(Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, pages.size()).boxed().toList());
        Collections.shuffle(order, random);
        return order;
    }

    /** Returns the first calls of the page that is the slowest by their median over the rounds. */
    public Ratio first() {
        return slowest(Calls::first);
    }

    /** Returns the medians of the later calls of the page that is the slowest by them. */
    public Ratio later() {
        return slowest(Calls::median);
    }

    private Ratio slowest(ToDoubleFunction<Calls> of) {
        return IntStream.range(0, pages.size())
                .mapToObj(at -> Ratio.of(rounds.stream()
                        .map(round -> of.applyAsDouble(round.get(at)))
                        .toList()))
                .max(Comparator.comparingDouble(Ratio::median))
                .orElseThrow();
    }

    /** Returns the median of the first calls of each page, the median of its later calls, and the slowest of those. */
    public List<List<String>> figures() {
        return IntStream.range(0, pages.size())
                .mapToObj(at -> rounds.stream().map(round -> round.get(at)).toList())
                .map(ListTimes::figures)
                .toList();
    }

    private static List<String> figures(List<Calls> calls) {
        Ratio first = Ratio.of(calls.stream().map(Calls::first).toList());
        Ratio later =
                Ratio.of(calls.stream().flatMap(each -> each.later.stream()).toList());
        return List.of(Ratio.figure(first.median()), Ratio.figure(later.median()), Ratio.figure(later.max()));
    }

    /** Returns the pages, each with its list, which one it is, and its number of rows. */
    public List<List<String>> titles() {
        List<Calls> last = rounds.get(rounds.size() - 1);
        return IntStream.range(0, pages.size())
                .mapToObj(
                        at -> List.of(pages.get(at).list(), pages.get(at).which(), Integer.toString(last.get(at).rows)))
                .toList();
    }
}
