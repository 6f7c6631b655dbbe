package dev.saoma.server.admin;

import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.RequestErrors;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query parameters of a list: the start of the page, and its size. */
record PageRequest(RoutedRequest call) {
    static final int BY_DEFAULT = 50;
    static final int AT_MOST = 200;
    private static final int HOURS = 24;
    private static final int MOST_HOURS = 30 * HOURS;
    private static final Pattern SMALL = Pattern.compile("[0-9]{1,3}");
    private static final Pattern LARGE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9:TZ.-]{1,40}");
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,32}");
    private static final Pattern ACTOR = Pattern.compile("key|setup|cli|application|system|user:[A-Za-z0-9_-]{1,64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** {@code limit}: 1 to 200; 50 by default. */
    int limit() {
        int limit = one("limit", SMALL, "a number from 1 to " + AT_MOST)
                .map(Integer::parseInt)
                .orElse(BY_DEFAULT);
        if (limit < 1 || limit > AT_MOST) {
            throw RequestErrors.invalid("limit must be a number from 1 to " + AT_MOST + ".");
        }
        return limit;
    }

    /** {@code after}: the last identifier of the page before; an empty text for the first page. */
    String after() {
        return id("after").orElse("");
    }

    /** {@code before}: the last number of the page before; {@code Long.MAX_VALUE} for the first page. */
    long before() {
        return one("before", LARGE, "the id of an event").map(Long::parseLong).orElse(Long.MAX_VALUE);
    }

    /** Returns a number that begins the page; empty for the first page. */
    Optional<Long> number(String name) {
        return one(name, LARGE, "a number").map(Long::parseLong);
    }

    /** Returns a moment that begins the page; empty for the first page. */
    Optional<Instant> moment(String name) {
        String expected = "a moment such as 2026-11-30T12:00:00Z";
        return one(name, MOMENT, expected).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw RequestErrors.invalid(name + " must be " + expected + ", once.");
            }
        });
    }

    /** {@code hours}: 1 to 720, which is 30 days; 24 by default. */
    int hours() {
        int hours = one("hours", SMALL, "a number from 1 to " + MOST_HOURS)
                .map(Integer::parseInt)
                .orElse(HOURS);
        if (hours < 1 || hours > MOST_HOURS) {
            throw RequestErrors.invalid("hours must be a number from 1 to " + MOST_HOURS + ".");
        }
        return hours;
    }

    /** Returns an identifier that filters the list; empty for no filter. */
    Optional<String> id(String name) {
        return one(name, ID, "an identifier: 1 to 64 letters, digits, - and _");
    }

    /** {@code actor}: who made the change; empty for no filter. */
    Optional<String> actor() {
        return one("actor", ACTOR, "key, setup, cli, application, system, or user: and an identifier");
    }

    /** Returns a word that filters the list; empty for no filter. */
    Optional<String> word(String name) {
        return one(name, WORD, "a word of small letters");
    }

    /** Returns a condition that filters the list; empty for no filter. */
    Optional<Boolean> flag(String name) {
        return one(name, FLAG, "true or false").map(Boolean::parseBoolean);
    }

    /** @throws dev.saoma.error.LoginException {@code invalid_request} when the query has a parameter of this name */
    void reject(String name, String reason) {
        if (values(name).length > 0) {
            throw RequestErrors.invalid(reason);
        }
    }

    private Optional<String> one(String name, Pattern form, String expected) {
        String[] values = values(name);
        if (values.length == 0) {
            return Optional.empty();
        }
        if (values.length > 1 || !form.matcher(values[0]).matches()) {
            throw RequestErrors.invalid(name + " must be " + expected + ", once.");
        }
        return Optional.of(values[0]);
    }

    private String[] values(String name) {
        try {
            String[] values = call.request().getParameterValues(name);
            return values == null ? new String[0] : values;
        } catch (RuntimeException e) {
            // Thrown for an invalid escape; the type depends on the container.
            throw RequestErrors.invalid("The query cannot be read.");
        }
    }
}
