package dev.saoma.emulator.sns;

import dev.saoma.emulator.http.Parameters;

/** Parameters that must be there. An empty one counts as missing. */
final class Required {

    private Required() {}

    static String text(Parameters parameters, String name, SnsError missing) {
        String value = parameters.get(name);
        if (value.isEmpty()) {
            throw new Rejected(
                    missing,
                    "The parameter " + name + " is " + (parameters.find(name).isPresent() ? "empty." : "missing."),
                    "parameters " + String.join(", ", parameters.asMap().keySet()),
                    "the parameter " + name);
        }
        return value;
    }

    static void grantType(Parameters parameters, String expected) {
        String received = parameters.get("grant_type");
        if (!received.equals(expected)) {
            throw new Rejected(
                    SnsError.INVALID_GRANT_TYPE,
                    "grant_type must be the literal text " + expected + ".",
                    received,
                    expected);
        }
    }
}
