package dev.saoma.servlet.internal.page;

import dev.saoma.internal.json.JsonText;
import dev.saoma.servlet.internal.http.Response;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
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

    private final Map<String, StaticFile> byName = new LinkedHashMap<>();

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
                byName.put(file, StaticFile.of(file, text));
                if (file.endsWith(".js")) {
                    imports(text).forEach(waiting::add);
                }
            }
        }
        byName.put("importmap.json", StaticFile.ofType("application/importmap+json", importMap(base)));
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

    /** Returns the file, or 304 when the client has it; empty for an unknown name. */
    public Optional<Response> find(String file, HttpServletRequest request) {
        return Optional.ofNullable(byName.get(file)).map(asset -> asset.answer(request));
    }
}
