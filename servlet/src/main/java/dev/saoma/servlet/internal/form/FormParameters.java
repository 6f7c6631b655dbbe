package dev.saoma.servlet.internal.form;

import static dev.saoma.servlet.internal.problem.OAuthError.INVALID_REQUEST;

import dev.saoma.servlet.internal.http.BodyBytes;
import dev.saoma.servlet.internal.problem.OAuthException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an OAuth request, from a form body or a query, read strictly: what two programs may read differently is
 * refused. Every fault is an {@link OAuthException} {@code invalid_request}, but that of a body above the limit, which is
 * {@code payload_too_large}.
 *
 * <p>A parameter with an empty value counts as absent. {@code state} and {@code nonce} may hold control characters, since a
 * client may choose any; all others may not.
 */
public final class FormParameters {
    private static final int MOST = 64;
    private static final Set<String> OPAQUE = Set.of("state", "nonce");
    private static final Pattern NAMEABLE = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern FORM =
            Pattern.compile("application/x-www-form-urlencoded\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?");

    private final Map<String, String> values;

    private FormParameters(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Returns the parameters of the form in the body. The request must have no query. */
    public static FormParameters ofBody(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw invalid("Send the parameters in the body alone; leave the query out.");
        }
        List<String> types = Collections.list(request.getHeaders("Content-Type"));
        boolean form = types.size() == 1
                && FORM.matcher(types.get(0).strip().toLowerCase(Locale.ROOT)).matches();
        if (!form || request.getHeader("Content-Encoding") != null) {
            throw invalid(
                    "Send the body as Content-Type: application/x-www-form-urlencoded, in UTF-8 and not compressed.");
        }
        // Every byte above 7f becomes a character that the decoder refuses.
        return parse(new String(BodyBytes.read(request), StandardCharsets.ISO_8859_1));
    }

    /** Returns the parameters of a request's query; none when there is no query. */
    public static FormParameters ofQuery(HttpServletRequest request) {
        return ofQuery(request.getQueryString());
    }

    /** Returns the parameters of an undecoded query; none for null. */
    public static FormParameters ofQuery(@Nullable String query) {
        if (query != null && query.length() > BodyBytes.LARGEST) {
            throw invalid("The query must be at most 16384 bytes.");
        }
        return parse(query == null ? "" : query);
    }

    private static FormParameters parse(String text) {
        var values = new LinkedHashMap<String, String>();
        var seen = new HashSet<String>();
        for (int from = 0; from < text.length(); ) {
            int and = text.indexOf('&', from);
            int end = and < 0 ? text.length() : and;
            if (end > from) {
                add(text.substring(from, end), values, seen);
            }
            from = end + 1;
        }
        return new FormParameters(values);
    }

    private static void add(String pair, Map<String, String> values, Set<String> seen) {
        int equals = pair.indexOf('=');
        String name = FormDecoder.decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : FormDecoder.decode(pair.substring(equals + 1));
        if (name.isEmpty() || hasControls(name)) {
            throw invalid("A parameter has no name, or one with a control character.");
        }
        if (!seen.add(name)) {
            throw invalid(named(name) + " came twice.");
        }
        if (seen.size() > MOST) {
            throw invalid("There are more than " + MOST + " parameters.");
        }
        if (hasControls(value) && !OPAQUE.contains(name)) {
            throw invalid(named(name) + " holds a control character.");
        }
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static String named(String name) {
        return NAMEABLE.matcher(name).matches() ? "The parameter " + name : "A parameter";
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(INVALID_REQUEST, description);
    }

    /** Returns the value of a parameter, which is not empty; empty when it is absent. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns the value of a parameter that must be present.
     *
     * @throws OAuthException {@code invalid_request}
     */
    public String require(String name) {
        return find(name).orElseThrow(() -> invalid(named(name) + " is missing."));
    }

    /** Returns the names of the parameters that are present, in their order. */
    public Set<String> names() {
        return values.keySet();
    }

    @Override
    public String toString() {
        return "FormParameters"
                + values.keySet().stream()
                        .filter(name -> NAMEABLE.matcher(name).matches())
                        .toList();
    }
}
