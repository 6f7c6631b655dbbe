package dev.saoma.servlet.internal.security;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which pages may call the API: our own and those of the allowed origins, compared as whole texts. */
public final class OriginRules {
    private final String own;
    private final Set<String> allowed;

    public OriginRules(WebSettings settings) {
        this.own = settings.publicUrl().toString();
        this.allowed = Set.copyOf(settings.allowedOrigins());
    }

    /** Whether the request comes from a page that may ask for a change, or from no page at all. */
    public boolean isTrusted(HttpServletRequest request) {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (origins.isEmpty()) {
            List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
            return sites.isEmpty() || sites.equals(List.of("same-origin")) || sites.equals(List.of("none"));
        }
        return origins.size() == 1 && isTrusted(origins.get(0));
    }

    /** Lets a page of an allowed origin read the answer. */
    public void share(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        listed(request).ifPresent(origin -> {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            // The other headers that a script needs are those that it may read anyway.
            response.setHeader("Access-Control-Expose-Headers", "Retry-After");
        });
    }

    /** Whether a browser asks, for a page of an allowed origin, if it may send a request. */
    public boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null
                && listed(request).isPresent();
    }

    public void answerPreflight(Collection<String> methods, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", String.join(", ", methods));
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Content-Type, Accept-Language, Authorization, " + BrowserIdentity.HEADER);
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private Optional<String> listed(HttpServletRequest request) {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        return origins.size() == 1 ? Optional.of(origins.get(0)).filter(allowed::contains) : Optional.empty();
    }

    private boolean isTrusted(String origin) {
        return origin.equals(own) || allowed.contains(origin);
    }

    /** What a page that is not trusted is told when it asks for a change. */
    public static LoginException refusal(HttpServletRequest request) {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        return origins.size() == 1 && !origins.get(0).startsWith("http") ? unlistable() : forbidden();
    }

    /** What an app, an extension, a file or a sandboxed page sends; listing it is no way out. */
    private static LoginException unlistable() {
        return new LoginException(
                ErrorCode.FORBIDDEN,
                "A page of this origin may not do this: it is no https page, but one of an app, an extension, a file or a"
                        + " sandbox, which saoma.allowed-origins cannot list. Open the login page in the system's browser, or"
                        + " call from native code, which sends no Origin.");
    }

    private static LoginException forbidden() {
        return new LoginException(
                ErrorCode.FORBIDDEN,
                "A page of this origin may not do this. The operator can list its origin in saoma.allowed-origins.");
    }
}
