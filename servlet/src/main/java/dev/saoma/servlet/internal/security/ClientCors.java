package dev.saoma.servlet.internal.security;

import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which origins' pages may read the responses of a route for OAuth clients, always without credentials. It is independent of
 * {@code saoma.allowed-origins}, whose pages may send cookies.
 */
public final class ClientCors {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    /** Not {@code null}, which is the origin of sandboxed pages. */
    private static final String NO_PAGE = "https://no-page.invalid";

    private static final ClientCors NONE = new ClientCors(false, origin -> false);
    private static final ClientCors ANY = new ClientCors(true, origin -> true);

    private final boolean any;
    private final Predicate<String> origins;

    private ClientCors(boolean any, Predicate<String> origins) {
        this.any = any;
        this.origins = origins;
    }

    /** Returns the rule that no page of another origin may read the responses. */
    public static ClientCors none() {
        return NONE;
    }

    /** Returns the rule that every page may read the responses, which are public. */
    public static ClientCors anyOrigin() {
        return ANY;
    }

    /**
     * Returns the rule for some origins.
     *
     * @param origins is asked at each request about the text that the browser sends, which must be compared as it is
     */
    public static ClientCors of(Predicate<String> origins) {
        return new ClientCors(false, origins);
    }

    /** Adds the headers that let pages read the response. */
    public void share(HttpServletRequest request, HttpServletResponse response) {
        HttpServletResponse own = ApplicationCors.unguarded(response);
        if (!any) {
            own.addHeader("Vary", "Origin");
        }
        boolean filtered = own.containsHeader(ALLOW_ORIGIN);
        if (allows(request)) {
            own.setHeader(
                    ALLOW_ORIGIN, any ? "*" : ApplicationCors.origins(request).get(0));
            own.setHeader("Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate");
        } else if (filtered) {
            own.setHeader(ALLOW_ORIGIN, NO_PAGE);
        }
        if (filtered) {
            // A filter of the application that runs before Saoma's has allowed the origin. Headers cannot be removed.
            own.setHeader(ALLOW_CREDENTIALS, "false");
        }
    }

    private boolean allows(HttpServletRequest request) {
        List<String> sent = ApplicationCors.origins(request);
        return any || (sent.size() == 1 && origins.test(sent.get(0)));
    }

    /** Returns whether the request is the preflight of a page that may read the response. */
    public boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null
                && !ApplicationCors.origins(request).isEmpty()
                && allows(request);
    }

    /** Returns the response to such a preflight request. */
    public Response preflight(Collection<String> methods) {
        return Response.empty(HttpServletResponse.SC_NO_CONTENT, ResponseKind.OAUTH)
                .with("Access-Control-Allow-Methods", String.join(", ", methods))
                .with("Access-Control-Allow-Headers", "Content-Type, Authorization")
                .with("Access-Control-Max-Age", "600");
    }

    @Override
    public String toString() {
        return "ClientCors[" + (any ? "any origin" : "listed origins") + "]";
    }
}
