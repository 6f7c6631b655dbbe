package com.example.pages;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.pac4j.core.profile.ProfileManager;
import org.pac4j.jee.context.JEEContext;
import org.pac4j.jee.context.session.JEESessionStore;
import org.pac4j.oidc.profile.OidcProfile;

/** A page for everybody, and one for users, which greets them. */
final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        String page = profile(request, response)
                .map(user -> "<p id=hello>Hello, " + escaped(name(user)) + "</p><a id=logout href=/logout>Log out</a>")
                .orElse("<a id=login href=/me>Log in with WeChat</a>");
        response.getWriter().print("<!doctype html><title>Pages</title>" + page);
    }

    private static Optional<OidcProfile> profile(HttpServletRequest request, HttpServletResponse response) {
        return new ProfileManager(new JEEContext(request, response), new JEESessionStore())
                .getProfile(OidcProfile.class);
    }

    /** A user without a nickname is greeted by the identifier, which is unique, unlike a nickname. */
    private static String name(OidcProfile user) {
        return Optional.ofNullable(user.getDisplayName()).orElse(user.getId());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
