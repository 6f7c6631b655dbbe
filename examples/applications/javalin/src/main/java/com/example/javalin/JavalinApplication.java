package com.example.javalin;

import io.javalin.Javalin;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

public final class JavalinApplication {
    private static final String USER_ID = "userId";

    private JavalinApplication() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(System.getenv().getOrDefault("SERVER_PORT", "8080"));
        Javalin.create(config -> {
                    config.staticFiles.add("/public");
                    config.routes.post("/login", JavalinApplication::logIn);
                    config.routes.post("/logout", context -> closeSession(context.req()));
                    config.routes.get("/me", JavalinApplication::me);
                })
                .start(port);
    }

    private static void logIn(Context context) {
        Users.TABLE
                .find(context.formParam("username"))
                .filter(user -> Passwords.matches(context.formParam("password"), user.password()))
                .ifPresentOrElse(user -> openSession(context.req(), user.id()), () -> context.status(401));
    }

    private static void me(Context context) {
        session(context.req())
                .map(JavalinApplication::userId)
                .flatMap(Users.TABLE::find)
                .ifPresentOrElse(
                        user -> context.contentType("application/json; charset=utf-8")
                                .result("{\"id\":" + user.id() + ",\"name\":\""
                                        + user.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"),
                        () -> context.status(401));
    }

    /** A new session, so that the identifier of one before the login is worth nothing. */
    static void openSession(HttpServletRequest request, long userId) {
        closeSession(request);
        request.getSession().setAttribute(USER_ID, userId);
    }

    /** Returns the session of a user who is logged in. */
    static Optional<HttpSession> session(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).filter(session -> session.getAttribute(USER_ID) != null);
    }

    static long userId(HttpSession session) {
        return (Long) session.getAttribute(USER_ID);
    }

    private static void closeSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
