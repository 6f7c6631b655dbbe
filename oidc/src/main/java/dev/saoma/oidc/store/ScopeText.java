package dev.saoma.oidc.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Scopes as one text, separated by spaces. */
final class ScopeText {
    private ScopeText() {}

    static String of(Set<String> scope) {
        return String.join(" ", new TreeSet<>(scope));
    }

    static Set<String> parse(String text) {
        var scope = new TreeSet<>(Arrays.asList(text.split(" ")));
        scope.remove("");
        return Collections.unmodifiableSet(scope);
    }
}
