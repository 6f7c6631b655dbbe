package dev.saoma.spring;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as the browser sees it, where a proxy removes or adds a prefix. */
public final class PublicPath {
    private final String before;

    /** @param before the prefix that browsers see in place of the context path, such as {@code /sso}; empty for none */
    PublicPath(String before) {
        this.before = before;
    }

    /** Returns the requested path, undecoded and without the query. */
    public String of(HttpServletRequest request) {
        return before
                + request.getRequestURI().substring(request.getContextPath().length());
    }
}
