package com.example.quarkus;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;

/** Login by password, log-out, and who is logged in. */
@WebServlet({"/login", "/logout", "/me"})
public class Accounts extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String USER_ID = "userId";

    /** A new session, so that the identifier of one before the login is worth nothing. */
    public static void openSession(HttpServletRequest request, long userId) {
        closeSession(request);
        request.getSession().setAttribute(USER_ID, userId);
    }

    /** Returns the session of a user who is logged in. */
    public static Optional<HttpSession> session(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).filter(session -> session.getAttribute(USER_ID) != null);
    }

    public static long userId(HttpSession session) {
        return (Long) session.getAttribute(USER_ID);
    }

    private static void closeSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        if (request.getServletPath().equals("/logout")) {
            closeSession(request);
            return;
        }
        Users.TABLE
                .find(request.getParameter("username"))
                .filter(user -> Passwords.matches(request.getParameter("password"), user.password()))
                .ifPresentOrElse(user -> openSession(request, user.id()), () -> response.setStatus(401));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Users.User> user = session(request).map(Accounts::userId).flatMap(Users.TABLE::find);
        if (user.isEmpty()) {
            response.setStatus(401);
            return;
        }
        response.setContentType("application/json; charset=utf-8");
        String name = user.get().name().replace("\\", "\\\\").replace("\"", "\\\"");
        response.getWriter().print("{\"id\":" + user.get().id() + ",\"name\":\"" + name + "\"}");
    }
}
