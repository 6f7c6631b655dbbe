package dev.saoma.servlet.internal.security;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the application's own CORS filter away from Saoma's addresses: the filters after Saoma's see no {@code Origin} there,
 * and the headers by which they would share a response are not sent. {@link OriginRules} alone decides.
 */
public final class ApplicationCors {
    private static final String ORIGINS = ApplicationCors.class.getName();
    private static final String ORIGIN = "Origin";

    private ApplicationCors() {}

    /** Returns whether a request with an {@code Origin} is mapped to a servlet of this class. */
    public static boolean concerns(HttpServletRequest request, Class<? extends HttpServlet> type) {
        if (request.getHeader(ORIGIN) == null) {
            return false;
        }
        ServletRegistration mapped = request.getServletContext()
                .getServletRegistration(request.getHttpServletMapping().getServletName());
        return mapped != null && type.getName().equals(mapped.getClassName());
    }

    /** Returns the same request without {@code Origin}, which {@link #origins} still returns. */
    public static ServletRequest withoutOrigin(HttpServletRequest request) {
        request.setAttribute(ORIGINS, Collections.list(request.getHeaders(ORIGIN)));
        return new WithoutOrigin(request);
    }

    /** Returns the same response, which accepts headers of CORS from {@link OriginRules} only. */
    public static ServletResponse withoutCors(HttpServletResponse response) {
        return new WithoutCors(response);
    }

    /** Returns the values of {@code Origin} as the browser sent them. */
    @SuppressWarnings("unchecked") // only withoutOrigin sets the attribute
    static List<String> origins(HttpServletRequest request) {
        return request.getAttribute(ORIGINS) instanceof List<?> origins
                ? (List<String>) origins
                : Collections.list(request.getHeaders(ORIGIN));
    }

    /** Returns the response to which Saoma's own headers of CORS are written. */
    static HttpServletResponse unguarded(HttpServletResponse response) {
        ServletResponse inner = response;
        while (inner instanceof ServletResponseWrapper wrapper) {
            inner = wrapper.getResponse();
            if (wrapper instanceof WithoutCors && inner instanceof HttpServletResponse guarded) {
                return guarded;
            }
        }
        return response;
    }

    /** Adds a header of Saoma's own, also one of CORS. */
    public static void addHeader(HttpServletResponse response, String name, String value) {
        (isCors(name) ? unguarded(response) : response).addHeader(name, value);
    }

    private static boolean isCors(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("access-control-");
    }

    private static final class WithoutOrigin extends HttpServletRequestWrapper {
        WithoutOrigin(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return ORIGIN.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return ORIGIN.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(ORIGIN::equalsIgnoreCase);
            return Collections.enumeration(names);
        }
    }

    private static final class WithoutCors extends HttpServletResponseWrapper {
        WithoutCors(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setHeader(String name, @Nullable String value) {
            if (!isCors(name)) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void addHeader(String name, @Nullable String value) {
            if (!isCors(name)) {
                super.addHeader(name, value);
            }
        }
    }
}
