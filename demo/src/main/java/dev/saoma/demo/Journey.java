package dev.saoma.demo;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.journal.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** What happened since the last login began, on both sides, in order. Thread-safe; remembers the last 60 exchanges. */
final class Journey {
    private static final int KEPT = 60;

    private final WeChatEmulator emulator;
    private final Deque<Exchange> exchanges = new ArrayDeque<>();

    Journey(WeChatEmulator emulator) {
        this.emulator = emulator;
    }

    synchronized void add(Exchange exchange) {
        exchanges.addLast(exchange);
        if (exchanges.size() > KEPT) {
            exchanges.removeFirst();
        }
    }

    /** From the last attempt on. */
    List<Exchange> steps() {
        List<Exchange> all = own();
        emulator.requests().stream().limit(KEPT).map(this::exchange).forEach(all::add);
        all.sort(Comparator.comparingLong(Exchange::at));
        int begin = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).path().endsWith("/attempts")) {
                begin = i;
            }
        }
        return List.copyOf(all.subList(begin, all.size()));
    }

    private synchronized List<Exchange> own() {
        return new ArrayList<>(exchanges);
    }

    private Exchange exchange(Entry entry) {
        String query = String.join(
                "&",
                entry.query().entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + shown(parameter.getKey(), parameter.getValue()))
                        .toList());
        String url = emulator.baseUrl() + entry.path() + (query.isEmpty() ? "" : "?" + query);
        return new Exchange(
                entry.at().toEpochMilli(),
                "wechat",
                entry.method(),
                entry.path(),
                query,
                200,
                entry.answer(),
                Curl.line(entry.method(), url, ""));
    }

    private static String shown(String name, String value) {
        return name.equals("state") || name.equals("code") ? Mask.right(value) : Mask.address(value);
    }
}
