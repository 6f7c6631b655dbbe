package dev.saoma.servlet.internal.page;

import dev.saoma.internal.json.JsonText;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.internal.http.AcceptEncoding;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the web module that browsers can load, in memory: those that the templates name, the modules of the package,
 * and what they import at any depth.
 */
public final class Assets {
    private static final Pattern IN_TEMPLATE = Pattern.compile("\\{\\{base}}/assets/([a-z0-9-]+\\.[a-z]+)");
    private static final Pattern IMPORT =
            Pattern.compile("\\b(?:from|import)\\b\\s*\\(?\\s*[\"']\\./([a-z0-9-]+\\.js)[\"']");

    /** The modules of the npm package by their names in it. */
    private static final Map<String, String> PACKAGE = new LinkedHashMap<>();

    /** The component loads this file in browsers without constructable stylesheets. */
    private static final String STYLESHEET = "wechat-login.css";

    static {
        PACKAGE.put("@saoma/wechat-login", "wechat-login.js");
        PACKAGE.put("@saoma/wechat-login/component", "login-component.js");
    }

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    /** A file in two encodings, each with its ETag. */
    private record Asset(String type, Form plain, Form packed) {
        static Asset of(String type, String body) {
            String tag = TokenHash.of(body).value().substring(0, 32);
            ResponseBody content = ResponseBody.of(body);
            return new Asset(
                    type, new Form(content, "\"" + tag + "\""), new Form(content.gzipped(), "\"" + tag + "-gzip\""));
        }
    }

    private record Form(ResponseBody content, String tag) {}

    /** @param base the path prefix of all addresses */
    public Assets(String base, Collection<HtmlTemplate> templates) {
        Stream<String> named = templates.stream().flatMap(html -> found(IN_TEMPLATE, html.template()));
        var waiting = new ArrayDeque<>(Stream.of(named, PACKAGE.values().stream(), Stream.of(STYLESHEET))
                .flatMap(files -> files)
                .toList());
        while (!waiting.isEmpty()) {
            String file = waiting.remove();
            if (!byName.containsKey(file)) {
                String text = ClasspathResource.text("/dev/saoma/web/" + file);
                byName.put(file, Asset.of(type(file), text));
                if (file.endsWith(".js")) {
                    imports(text).forEach(waiting::add);
                }
            }
        }
        byName.put("importmap.json", Asset.of("application/importmap+json", importMap(base)));
    }

    /** Returns the modules that a module imports from its own folder. */
    public static Stream<String> imports(String module) {
        return found(IMPORT, module);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static String importMap(String base) {
        var imports = new LinkedHashMap<String, String>();
        PACKAGE.forEach((name, file) -> imports.put(name, base + "/assets/" + file));
        return JsonText.of(Map.of("imports", imports));
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".css" -> "text/css;charset=utf-8";
            case ".svg" -> "image/svg+xml";
            case ".js" -> "text/javascript;charset=utf-8";
            default -> throw new IllegalStateException(file + " is of no type that pages load");
        };
    }

    /** Returns the file, or 304 when the client has it; empty for an unknown name. */
    public Optional<Response> find(String file, HttpServletRequest request) {
        return Optional.ofNullable(byName.get(file)).map(asset -> {
            boolean packed = AcceptEncoding.takesGzip(Collections.list(request.getHeaders("Accept-Encoding")));
            Form form = packed ? asset.packed() : asset.plain();
            Response answer = isKnown(request, form.tag())
                    ? Response.empty(304, ResponseKind.ASSET)
                    : new Response(200, ResponseKind.ASSET, asset.type(), form.content(), List.of());
            Response tagged = answer.with("ETag", form.tag()).with("Vary", "Accept-Encoding");
            return packed && answer.status() == 200 ? tagged.with("Content-Encoding", "gzip") : tagged;
        });
    }

    private static boolean isKnown(HttpServletRequest request, String tag) {
        return values(request, "If-None-Match").anyMatch(known -> known.strip().equals(tag));
    }

    private static Stream<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream().flatMap(line -> Stream.of(line.split(",")));
    }
}
