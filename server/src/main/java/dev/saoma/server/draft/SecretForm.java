package dev.saoma.server.draft;

import dev.saoma.secret.SealKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a secret is written in a file.
 *
 * @param variable the environment variable of a placeholder
 */
public record SecretForm(Kind kind, Optional<String> variable) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z_][A-Za-z0-9_]*)(:[^{}]*)?}}");

    /** The ways to write a secret. */
    public enum Kind {
        /** {@code {{NAME}}}. */
        ENVIRONMENT,
        /** {@code sealed:1:…}. */
        SEALED,
        /** As it is, also as the default of a placeholder. */
        CLEAR,
        /** Not at all. */
        NONE
    }

    /** Returns the form of a text. */
    public static SecretForm of(String text) {
        if (text.isEmpty()) {
            return new SecretForm(Kind.NONE, Optional.empty());
        }
        if (SealKey.isSealed(text)) {
            return new SecretForm(Kind.SEALED, Optional.empty());
        }
        Matcher placeholder = PLACEHOLDER.matcher(text);
        if (!placeholder.matches()) {
            return new SecretForm(Kind.CLEAR, Optional.empty());
        }
        boolean isAlone = placeholder.group(2) == null || placeholder.group(2).equals(":");
        return new SecretForm(isAlone ? Kind.ENVIRONMENT : Kind.CLEAR, Optional.of(placeholder.group(1)));
    }

    /** Returns the text that names a variable. */
    static String placeholder(String variable) {
        return "{{" + variable + "}}";
    }
}
