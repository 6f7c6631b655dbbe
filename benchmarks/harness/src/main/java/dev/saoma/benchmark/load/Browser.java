package dev.saoma.benchmark.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** The cookies of one browser, by name. Ignores paths and expiry dates; removes a cookie that is set to an empty value. */
public final class Browser {
    private final Map<String, String> cookies = new LinkedHashMap<>();

    void keep(String setCookie) {
        int equals = setCookie.indexOf('=');
        int end = setCookie.indexOf(';');
        String value = setCookie.substring(equals + 1, end < 0 ? setCookie.length() : end);
        if (value.isEmpty()) {
            cookies.remove(setCookie.substring(0, equals));
        } else {
            cookies.put(setCookie.substring(0, equals), value);
        }
    }

    /** Returns a browser with the same cookies, but another value of the session cookie of Saoma. */
    public Browser withSession(String secret) {
        var other = new Browser();
        cookies.forEach((name, value) -> other.cookies.put(name, name.contains("saoma-session") ? secret : value));
        return other;
    }

    /** Returns the {@code Cookie} header line of a request; empty when there are no cookies. */
    String header() {
        if (cookies.isEmpty()) {
            return "";
        }
        var line = new StringBuilder("Cookie: ");
        cookies.forEach((name, value) -> line.append(line.length() > 8 ? "; " : "")
                .append(name)
                .append('=')
                .append(value));
        return line.append("\r\n").toString();
    }
}
