package dev.saoma.testing;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs axe-core with all its rules. A module that uses it has the dependency that holds axe.min.js. */
public final class Axe {
    private static final String SCRIPT = script();
    private static final String RUN = """
            async (rules) => {
              const runOnly = rules.length ? { runOnly: rules } : {};
              const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false, ...runOnly });
              return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
                `${id}: ${target.join(' ')}: ${failureSummary}`));
            }""";

    private Axe() {}

    /** Returns the violations in the current state of a page, one per line. Its frames need calls of their own. */
    public static List<?> violations(Page page) {
        return violations(page.mainFrame());
    }

    /** Returns the violations in a frame. */
    public static List<?> violations(Frame frame) {
        return run(frame, List.of());
    }

    /** Returns only the violations that depend on the theme. */
    public static List<?> contrast(Frame frame) {
        return run(frame, List.of("color-contrast", "link-in-text-block"));
    }

    private static List<?> run(Frame frame, List<String> rules) {
        if (frame.evaluate("typeof window.axe").equals("undefined")) {
            frame.evaluate(SCRIPT);
        }
        return (List<?>) frame.evaluate(RUN, rules);
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
