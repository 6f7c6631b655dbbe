package dev.saoma.servlet.internal.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose cookies nothing can read, for routes that authenticate a client and no browser. */
public final class WithoutCookies extends HttpServletRequestWrapper {
    private static final String COOKIE = "Cookie";

    public WithoutCookies(HttpServletRequest request) {
        super(request);
    }

    @Override
    public Cookie[] getCookies() {
        return new Cookie[0];
    }

    @Override
    public @Nullable String getHeader(String name) {
        return COOKIE.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return COOKIE.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(COOKIE::equalsIgnoreCase);
        return Collections.enumeration(names);
    }
}
