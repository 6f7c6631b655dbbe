package dev.saoma.servlet.internal.security;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.http.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which pages may call the API: Saoma's own and those of the allowed origins, compared as text. */
public final class OriginRules {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

    private final String own;
    private final Set<String> allowed;

    public OriginRules(WebSettings settings) {
        this.own = settings.publicUrl().toString();
        this.allowed = Set.copyOf(settings.allowedOrigins());
    }

    /** Returns whether the request comes from a page that may make changes, or from no page. */
    public boolean isTrusted(HttpServletRequest request) {
        List<String> origins = ApplicationCors.origins(request);
        if (origins.isEmpty()) {
            List<String> sites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
            return sites.isEmpty() || sites.equals(List.of("same-origin")) || sites.equals(List.of("none"));
        }
        return origins.size() == 1 && isTrusted(origins.get(0));
    }

    /** Returns whether the request comes from one of Saoma's own pages, or from no page; an allowed origin does not suffice. */
    public boolean isOwn(HttpServletRequest request) {
        List<String> origins = ApplicationCors.origins(request);
        return isTrusted(request) && (origins.isEmpty() || origins.equals(List.of(own)));
    }

    /**
     * Requires that {@link #isOwn}.
     *
     * @throws LoginException {@code forbidden}
     */
    public void requireOwn(HttpServletRequest request) {
        if (!isOwn(request)) {
            throw new LoginException(ErrorCode.FORBIDDEN, "Only a page of " + own + " may send this form.");
        }
    }

    /** Adds the headers that let pages of allowed origins read the response. */
    public void share(HttpServletRequest request, HttpServletResponse response) {
        HttpServletResponse own = ApplicationCors.unguarded(response);
        own.addHeader("Vary", "Origin");
        Optional<String> listed = listed(request);
        if (listed.isPresent()) {
            own.setHeader(ALLOW_ORIGIN, listed.get());
            own.setHeader(ALLOW_CREDENTIALS, "true");
            // Scripts can read the other headers that they need by default.
            own.setHeader("Access-Control-Expose-Headers", "Retry-After");
        } else if (own.containsHeader(ALLOW_ORIGIN)) {
            // A filter of the application that runs before Saoma's has allowed the origin. Headers cannot be removed.
            own.setHeader(ALLOW_ORIGIN, this.own);
            own.setHeader(ALLOW_CREDENTIALS, "false");
        }
    }

    /** Returns whether the request is the preflight of a page of an allowed origin. */
    public boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null
                && listed(request).isPresent();
    }

    /** Returns the response to a preflight request of an allowed origin. */
    public Response preflight(Collection<String> methods) {
        return Response.empty(HttpServletResponse.SC_NO_CONTENT, ResponseKind.API)
                .with("Access-Control-Allow-Methods", String.join(", ", methods))
                .with(
                        "Access-Control-Allow-Headers",
                        "Content-Type, Accept-Language, Authorization, " + BrowserIdentity.HEADER + ", "
                                + SessionToken.HEADER)
                .with("Access-Control-Max-Age", "600");
    }

    private Optional<String> listed(HttpServletRequest request) {
        List<String> origins = ApplicationCors.origins(request);
        return origins.size() == 1 ? Optional.of(origins.get(0)).filter(allowed::contains) : Optional.empty();
    }

    private boolean isTrusted(String origin) {
        return origin.equals(own) || allowed.contains(origin);
    }

    /** Returns the error for a change that an untrusted page requests. */
    public LoginException refusal(HttpServletRequest request) {
        List<String> origins = ApplicationCors.origins(request);
        return origins.size() == 1 && !origins.get(0).startsWith("http") ? unlistable() : forbidden();
    }

    /** Returns the error for the origin of an app, an extension, a file or a sandboxed page, which cannot be listed. */
    private static LoginException unlistable() {
        return new LoginException(
                ErrorCode.FORBIDDEN,
                "A page of this origin may not do this: it is no https page, but one of an app, an extension, a file or a"
                        + " sandbox, which saoma.allowed-origins cannot list. Open the login page in the system's browser, or"
                        + " call from native code, which sends no Origin.");
    }

    private LoginException forbidden() {
        return new LoginException(
                ErrorCode.FORBIDDEN,
                "A page of this origin may not do this, one of " + own
                        + " may. The operator can list its origin in saoma.allowed-origins.");
    }
}
