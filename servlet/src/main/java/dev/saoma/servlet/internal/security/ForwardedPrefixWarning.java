package dev.saoma.servlet.internal.security;

import dev.saoma.servlet.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once if a proxy serves Saoma below a path that its addresses do not begin with. */
public final class ForwardedPrefixWarning {
    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.http");

    private final String path;
    private final AtomicBoolean warned = new AtomicBoolean();

    public ForwardedPrefixWarning(WebSettings settings) {
        this.path = settings.path();
    }

    /** Reads {@code X-Forwarded-Prefix}, only for the warning: any client can send it. */
    public void check(HttpServletRequest request) {
        String prefix = request.getHeader("X-Forwarded-Prefix");
        if (prefix == null || warned.get()) {
            return;
        }
        String plain = prefix.strip().replaceFirst("/$", "");
        if (!path.startsWith(plain) && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "a request came with an X-Forwarded-Prefix that our addresses do not begin with ({}); if a proxy serves"
                            + " this below a path, write that path into saoma.path, or its pages stay blank",
                    path.isEmpty() ? "they begin with no path" : "they begin with " + path);
        }
    }
}
