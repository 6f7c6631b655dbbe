package dev.saoma.spring;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as the browser sees it, where a proxy before the application takes a prefix away or adds one. */
public final class PublicPath {
    private final String before;

    /** @param before what browsers see in place of the context path, such as {@code /sso}; empty for nothing */
    PublicPath(String before) {
        this.before = before;
    }

    /** The path that was asked for, undecoded, without its query. */
    public String of(HttpServletRequest request) {
        return before
                + request.getRequestURI().substring(request.getContextPath().length());
    }
}
