package dev.saoma.server.administrator;

import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.security.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** A cookie of the console, which browsers send to this host's own pages only. Thread-safe. */
final class ConsoleCookie {
    private final String name;
    private final String flags;

    ConsoleCookie(String name, WebSettings settings) {
        this.name = (settings.isHttps() ? "__Host-" : "") + name + settings.cookieSuffix();
        this.flags = "; Path=/" + (settings.isHttps() ? "; Secure" : "") + "; HttpOnly; SameSite=Strict";
    }

    /** Returns the secret of a request; empty when there is none, or more than one. */
    Optional<Token> find(HttpServletRequest request) {
        return Cookies.single(request, name).flatMap(Token::parse);
    }

    String remember(Token secret) {
        return name + "=" + secret.reveal() + flags;
    }

    String forget() {
        return name + "=; Max-Age=0" + flags;
    }
}
