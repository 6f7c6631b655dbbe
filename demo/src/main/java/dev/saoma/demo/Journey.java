package dev.saoma.demo;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.journal.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The exchanges since the last login began, with the server and with WeChat, in order. Thread-safe; stores the last 60.
 */
final class Journey {
    private static final int MAX_EXCHANGES = 60;

    private final WeChatEmulator emulator;
    private final Deque<Exchange> exchanges = new ArrayDeque<>();

    Journey(WeChatEmulator emulator) {
        this.emulator = emulator;
    }

    synchronized void add(Exchange exchange) {
        exchanges.addLast(exchange);
        if (exchanges.size() > MAX_EXCHANGES) {
            exchanges.removeFirst();
        }
    }

    /** Returns the exchanges from the last attempt on. */
    List<Exchange> steps() {
        List<Exchange> all = own();
        emulator.requests().stream().limit(MAX_EXCHANGES).map(this::exchange).forEach(all::add);
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
                        .map(parameter -> parameter.getKey() + "=" + masked(parameter.getKey(), parameter.getValue()))
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

    private static String masked(String name, String value) {
        return name.equals("state") || name.equals("code") ? Mask.secret(value) : Mask.address(value);
    }
}
