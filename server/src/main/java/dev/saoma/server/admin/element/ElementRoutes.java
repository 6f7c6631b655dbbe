package dev.saoma.server.admin.element;

import dev.saoma.App;
import dev.saoma.server.admin.element.ElementBodies.Check;
import dev.saoma.server.admin.element.ElementBodies.Deletion;
import dev.saoma.server.admin.element.ElementBodies.Draft;
import dev.saoma.server.admin.element.ElementBodies.Undo;
import dev.saoma.server.element.LoginElements;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.store.Store;
import java.net.URI;
import java.util.List;

/** The routes of login methods, each with the role that it requires. */
public final class ElementRoutes {
    private static final String ELEMENTS = "/api/admin/elements";
    private static final String ELEMENT = ELEMENTS + "/{fullName}";
    private static final String VERSIONS = ELEMENT + "/versions";
    private static final Guard OWNER = Guard.RECENT_OWNER;

    private ElementRoutes() {}

    /**
     * Returns the routes of one app.
     *
     * @param store has the tests of the login methods in its audit trail
     * @param publicUrl its host is the callback domain
     */
    public static List<Route> of(App app, LoginElements logins, Store store, URI publicUrl) {
        var elements = new ElementHandlers(app, logins, new LastTests(store), publicUrl);
        return List.of(
                reading("/api/admin/types", elements::types),
                reading(ELEMENTS, elements::list),
                reading(ELEMENT, elements::one),
                reading(VERSIONS, elements::versions),
                reading(VERSIONS + "/{version}", elements::version),
                Route.reading("POST", ELEMENTS + "/check", Guard.OPERATOR, Check.class, Check::read, elements::check),
                Route.reading("PUT", ELEMENT, OWNER, Draft.class, Draft::read, elements::save),
                Route.reading("DELETE", ELEMENT, OWNER, Deletion.class, Deletion::read, elements::delete),
                Route.reading("POST", ELEMENT + "/undo", OWNER, Undo.class, Undo::read, elements::undo));
    }

    private static Route reading(String path, Route.Handler handler) {
        return Route.plain("GET", path, Guard.VIEWER, ResponseKind.API, handler);
    }
}
