package dev.saoma.server.console;

import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.ClasspathResource;
import dev.saoma.servlet.internal.page.HtmlTemplate;
import dev.saoma.servlet.internal.page.StaticFile;
import dev.saoma.servlet.internal.security.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The routes of the console's page and of its files, in memory. They are public: what the page shows, it reads from the
 * administrator's API, which requires a role.
 */
public final class ConsolePages {
    private static final String FOLDER = "/dev/saoma/server/console/";
    private static final String ADDRESS = "/console";
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    private ConsolePages() {}

    /**
     * Returns the routes.
     *
     * @param base the path prefix of all addresses
     * @param site the public address, when the console has another; empty when it is there
     */
    public static List<Route> routes(String base, String site) {
        String page = new HtmlTemplate(text("console.html")).fill(Map.of("base", base, "site", site));
        var routes = new ArrayList<Route>();
        routes.add(
                route(ADDRESS, ResponseKind.CONSOLE_PAGE, call -> Response.page(200, ResponseKind.CONSOLE_PAGE, page)));
        // The preview of the login page shows it where WeChat's page would be, in a frame.
        String sample = text("sample.html");
        routes.add(route(
                ADDRESS + "/sample",
                ResponseKind.CALLBACK_PAGE,
                call -> Response.page(200, ResponseKind.CALLBACK_PAGE, sample)));
        for (String name : ConsoleFiles.SERVED) {
            StaticFile file = read(name);
            routes.add(route(ADDRESS + "/" + name, ResponseKind.ASSET, call -> file.answer(call.request())));
        }
        return List.copyOf(routes);
    }

    /** Reads a file of {@link ConsoleFiles#SERVED}. */
    static StaticFile read(String name) {
        return StaticFile.of(
                name,
                switch (name) {
                    case ConsoleFiles.ENTRY -> ModuleBundle.of(name, ConsolePages::text);
                    case ConsoleFiles.STYLES -> styles();
                    default -> text(name);
                });
    }

    /** Returns both parts of the stylesheet, without comments and indentation. Apart, they pack worse. */
    static String styles() {
        String both = text(ConsoleFiles.FRAME) + text(ConsoleFiles.STYLES);
        return COMMENT.matcher(both).replaceAll("").replaceAll("(?m)^\\s+", "");
    }

    private static String text(String name) {
        return ClasspathResource.text(FOLDER + name);
    }

    private static Route route(String path, ResponseKind kind, Route.Handler handler) {
        return Route.plain("GET", path, Guard.PUBLIC, kind, handler);
    }
}
