package dev.saoma.servlet.internal.handler;

import dev.saoma.secret.Token;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query with which WeChat sends a browser back. */
record CallbackQuery(List<Parameter> parameters) {
    private static final Pattern CODE = Pattern.compile("[\\x21-\\x7e]{1,512}");
    /** In some flows WeChat reports a refusal by this value in place of the code. */
    private static final String REFUSED = "authdeny";

    record Parameter(String name, String value) {
        @Override
        public String toString() {
            return name + "=***";
        }
    }

    static CallbackQuery of(HttpServletRequest request) {
        // Not getParameter(), which fails in some containers for malformed escapes.
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        return new CallbackQuery(Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .map(pair -> new Parameter(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1])))
                .toList());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Returns whether code or state comes several times. */
    boolean isAmbiguous() {
        return values("code").size() > 1 || values("state").size() > 1;
    }

    /** Returns whether the redirect address has a hint for the script of the callback page, which then has to act. */
    boolean hasHint() {
        return !values("action").isEmpty() || !values("display").isEmpty();
    }

    /** Returns the code; empty when there is none, or none that WeChat would issue. */
    Optional<String> code() {
        return values("code").stream()
                .filter(code -> CODE.matcher(code).matches() && !code.equals(REFUSED))
                .findFirst();
    }

    Optional<Token> state() {
        return values("state").stream().findFirst().flatMap(Token::parse);
    }

    private List<String> values(String name) {
        var values = new ArrayList<String>(1);
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                values.add(parameter.value());
            }
        }
        return values;
    }
}
