package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import java.util.Set;

/** The headers of a page. They forbid inline scripts and styles, so a nickname or a parameter cannot inject any. */
final class Policy {

    private static final String OWN = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none';"
            + " img-src 'self' data: https:; font-src data: https:";
    private static final String OWN_STYLES = "; style-src 'self'";
    private static final String OWN_CALLS = "; connect-src 'self'";

    private static final String LOCAL_PAGES =
            "'self' http://localhost:* https://localhost:* http://127.0.0.1:* https://127.0.0.1:*";

    private Policy() {}

    /**
     * Returns a page that any site may frame, like WeChat's login page.
     *
     * @param stylesFrom sources of styles besides its own
     * @param callsTo servers it may call besides its own
     */
    static Answer framedAnywhere(String html, String stylesFrom, String callsTo) {
        return page(html, OWN + OWN_CALLS + callsTo + OWN_STYLES + stylesFrom);
    }

    /** Returns a page with actions: only pages of this machine, or of the given origins, may frame it. */
    static Answer framedLocally(String html, Set<String> origins) {
        return page(
                html,
                OWN + OWN_CALLS + OWN_STYLES + "; frame-ancestors " + LOCAL_PAGES + " " + String.join(" ", origins));
    }

    private static Answer page(String html, String policy) {
        return Answer.of(200, "text/html; charset=utf-8", html)
                .header("Content-Security-Policy", policy.strip())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }
}
