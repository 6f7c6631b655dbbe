package dev.saoma.demo.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** Serves the pages of {@link HostPage} with a strict policy, and a copy of the component. */
final class HostServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>A page that uses the component</title>
            <link rel="icon" href="data:,">
            <script src="/host.js"></script>
            <script type="module" src="%s/wechat-login.js"></script>
            </head>
            <body>
            <main>
            <h1>A page that uses the component</h1>
            <wechat-login%s></wechat-login>
            </main>
            </body>
            </html>
            """;
    /** Records events and messages of the page for the tests. */
    private static final String SCRIPT = """
            window.heard = [];
            window.messages = [];
            for (const type of ['success', 'session', 'bound', 'bind-required', 'error', 'state']) {
              addEventListener(`wechat-${type}`, ({ detail }) => heard.push({ type, ...detail }));
            }
            addEventListener('message', ({ origin, data }) => messages.push({ origin, data }));
            """;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", policy());
        String path = request.getRequestURI();
        if (path.equals("/")) {
            header(request, response, "coop", "Cross-Origin-Opener-Policy");
            header(request, response, "coep", "Cross-Origin-Embedder-Policy");
            send(response, "text/html", PAGE.formatted(component(request), attributes(request)));
        } else if (path.equals("/host.js")) {
            send(response, "text/javascript", SCRIPT);
        } else if (path.equals("/empty") || path.equals("/back")) {
            send(response, "text/html", "<!doctype html><html lang=\"en\"><title>Empty</title>");
        } else if (path.equals("/hop")) {
            hop(response);
        } else if (path.matches("/copy/[a-z-]+\\.js")) {
            send(response, "text/javascript", copy(path.substring("/copy/".length())));
        } else {
            response.setStatus(404);
        }
    }

    /** Redirects to a page of another origin, as a client may that is itself a provider. */
    private static void hop(HttpServletResponse response) {
        response.setStatus(303);
        response.setHeader("Location", Sites.APP + "/empty");
    }

    /** Shows what a form has sent. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/hop")) {
            hop(response);
            return;
        }
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        send(response, "text/plain", request.getHeader("Origin") + " " + request.getHeader("Referer") + " " + body);
    }

    /** Saoma serves no script to an unlisted origin, so that page uses its own copy. */
    private static String component(HttpServletRequest request) {
        return request.getServerName().equals("evil.example") ? "/copy" : Sites.LOGIN + "/assets";
    }

    private static String policy() {
        return "default-src 'none'; script-src 'self' " + Sites.LOGIN + "; style-src 'self' "
                + Sites.LOGIN + "; connect-src 'self' "
                + Sites.LOGIN + "; img-src 'self' https://thirdwx.qlogo.cn data:; frame-src 'self' " + Sites.WECHAT
                + " "
                + Sites.LOGIN + " " + Sites.EVIL + " " + Sites.APP + "; base-uri 'none'; form-action 'none'";
    }

    private static void header(HttpServletRequest request, HttpServletResponse response, String key, String name) {
        Optional.ofNullable(request.getParameter(key)).ifPresent(value -> response.setHeader(name, value));
    }

    private static String attributes(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(each -> each.getKey().startsWith("a."))
                .map(each -> " " + each.getKey().substring(2) + "=\""
                        + each.getValue()[0].replace("&", "&amp;").replace("\"", "&quot;") + "\"")
                .collect(Collectors.joining());
    }

    private static String copy(String name) throws IOException {
        try (InputStream in = HostServlet.class.getResourceAsStream("/dev/saoma/web/" + name)) {
            if (in == null) {
                throw new IOException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void send(HttpServletResponse response, String type, String body) throws IOException {
        response.setContentType(type + "; charset=utf-8");
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
