package dev.saoma.emulator.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names and values of a query or a form, in their order; of a repeated name the first counts. Immutable. */
public final class Parameters {

    private static final int MAX = 200;

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Reads {@code application/x-www-form-urlencoded} text; at most 200 parameters, the rest is ignored. */
    public static Parameters parse(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty() && values.size() < MAX) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return new Parameters(values);
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign: browsers and WeChat keep it.
            return encoded;
        }
    }

    /** Returns these parameters and those of {@code more} with other names. */
    public Parameters and(Parameters more) {
        Map<String, String> both = new LinkedHashMap<>(values);
        more.values.forEach(both::putIfAbsent);
        return new Parameters(both);
    }

    /** Returns the value, also an empty one. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns the value, or an empty text when it is missing. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public Map<String, String> asMap() {
        return values;
    }
}
