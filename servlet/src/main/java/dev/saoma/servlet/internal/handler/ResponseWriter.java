package dev.saoma.servlet.internal.handler;

import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.security.ApplicationCors;
import dev.saoma.servlet.internal.security.SecurityHeaders;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends responses with the security headers of their kind. */
final class ResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);

    private final SecurityHeaders headers;

    ResponseWriter(WebSettings settings) {
        this(settings, Optional.empty());
    }

    /** @param otherOrigin see {@link HostRoutes} */
    ResponseWriter(WebSettings settings, Optional<String> otherOrigin) {
        this.headers = new SecurityHeaders(settings, otherOrigin);
    }

    private static void add(Response.Header header, HttpServletResponse to) {
        if (header.name().equals("Cache-Control")) {
            to.setHeader(header.name(), header.value());
        } else {
            ApplicationCors.addHeader(to, header.name(), header.value());
        }
    }

    void write(Response from, HttpServletResponse to) {
        to.setStatus(from.status());
        headers.write(from, to);
        from.headers().forEach(header -> add(header, to));
        if (from.type().isEmpty()) {
            return;
        }
        to.setContentType(from.type());
        if (!from.content().isStream()) {
            to.setContentLength(from.content().length());
        }
        try {
            from.content().writeTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.debug("the client closed the connection before the response was sent");
        }
    }
}
