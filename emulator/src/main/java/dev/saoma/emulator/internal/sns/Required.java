package dev.saoma.emulator.internal.sns;

import dev.saoma.emulator.internal.http.Parameters;
import java.util.Set;

/** Checks required parameters. An empty one counts as missing. */
final class Required {

    private Required() {}

    static String text(Parameters parameters, String name, SnsError missing) {
        String value = parameters.get(name);
        if (value.isEmpty()) {
            boolean empty = parameters.find(name).isPresent();
            throw new RejectedCallException(
                    missing,
                    "The parameter " + name + " is " + (empty ? "empty." : "missing."),
                    empty ? "(" + name + " without a value)" : present(parameters),
                    "the parameter " + name + " with a value");
        }
        return value;
    }

    private static String present(Parameters parameters) {
        Set<String> names = parameters.asMap().keySet();
        return names.isEmpty() ? "(no parameters at all)" : "(only " + String.join(", ", names) + ")";
    }

    static void grantType(Parameters parameters, String expected) {
        String received = parameters.get("grant_type");
        if (!received.equals(expected)) {
            throw new RejectedCallException(
                    SnsError.INVALID_GRANT_TYPE,
                    "grant_type must be the literal text " + expected + ".",
                    received,
                    expected);
        }
    }
}
