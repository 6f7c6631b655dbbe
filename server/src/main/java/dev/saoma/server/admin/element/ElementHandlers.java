package dev.saoma.server.admin.element;

import dev.saoma.App;
import dev.saoma.element.ElementName;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.server.admin.element.ElementBodies.Check;
import dev.saoma.server.admin.element.ElementBodies.Deletion;
import dev.saoma.server.admin.element.ElementBodies.Draft;
import dev.saoma.server.admin.element.ElementBodies.Undo;
import dev.saoma.server.admin.element.ElementViews.CheckView;
import dev.saoma.server.admin.element.ElementViews.ListView;
import dev.saoma.server.admin.element.ElementViews.TypeView;
import dev.saoma.server.admin.element.ElementViews.VersionView;
import dev.saoma.server.element.ElementChangedException;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.element.LoginTypes;
import dev.saoma.server.element.Precondition;
import dev.saoma.server.element.StoredElement;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code /api/admin/elements} and {@code /api/admin/types}: the login instances and their Types. */
final class ElementHandlers {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");

    private final LoginElements logins;
    private final LoginTypes types;
    private final ElementViews.Factory views;
    private final Optional<String> callbackDomain;

    ElementHandlers(App app, LoginElements logins, LastTests tests, URI publicUrl) {
        this.logins = logins;
        this.types = new LoginTypes(app.elements());
        this.views = new ElementViews.Factory(logins, app.elements(), tests);
        this.callbackDomain = Optional.of(publicUrl)
                .filter(url -> url.getPort() == -1)
                .map(URI::getHost)
                .filter(host -> host.contains(".") && !ADDRESS.matcher(host).matches());
    }

    Response types(RoutedRequest call) {
        return Response.json(200, types.all().stream().map(TypeView::of).toList());
    }

    Response list(RoutedRequest call) {
        Optional<String> readOnly = logins.readOnly();
        return Response.json(
                200,
                new ListView(
                        logins.mode().code(),
                        readOnly.isEmpty(),
                        readOnly,
                        logins.canSeal(),
                        callbackDomain,
                        views.brief(logins.all())));
    }

    Response one(RoutedRequest call) {
        return whole(
                200,
                logins.find(name(call))
                        .orElseThrow(() ->
                                new LoginException(ErrorCode.NOT_FOUND, "There is no login instance of this name.")));
    }

    Response check(RoutedRequest call, Check body) {
        return Response.json(200, CheckView.of(logins.check(body.name(), body.draft())));
    }

    Response save(RoutedRequest call, Draft body) {
        Precondition precondition = precondition(call);
        return whole(
                precondition instanceof Precondition.Absent ? 201 : 200,
                orChanged(() -> logins.save(name(call), body.draft(), precondition, body.reason())));
    }

    Response delete(RoutedRequest call, Deletion body) {
        orChanged(() -> {
            logins.delete(name(call), precondition(call), body.reason());
            return true;
        });
        return Response.empty(204, ResponseKind.API);
    }

    Response undo(RoutedRequest call, Undo body) {
        return whole(
                200,
                orChanged(() ->
                        logins.undo(name(call), body.version(), body.secret(), precondition(call), body.reason())));
    }

    Response versions(RoutedRequest call) {
        List<VersionView> versions = logins.versions(name(call)).stream()
                .map(version -> VersionView.of(version, null))
                .toList();
        return Response.json(200, versions);
    }

    Response version(RoutedRequest call) {
        int version = Integer.parseInt(call.parameter("version"));
        return Response.json(
                200, VersionView.of(logins.version(name(call), version), logins.versionTexts(name(call), version)));
    }

    private static ElementName name(RoutedRequest call) {
        return ElementBodies.name(call.parameter("fullName"));
    }

    private static Precondition precondition(RoutedRequest call) {
        return Precondition.of(
                Optional.ofNullable(call.request().getHeader("If-Match")),
                Optional.ofNullable(call.request().getHeader("If-None-Match")));
    }

    private Response whole(int status, StoredElement element) {
        return Response.json(status, views.whole(element)).with("ETag", ElementViews.tag(element));
    }

    private <T> T orChanged(Supplier<T> work) {
        try {
            return work.get();
        } catch (ElementChangedException e) {
            var refusal = new LoginException(
                    ErrorCode.ELEMENT_CHANGED,
                    e.present().isPresent()
                            ? "The login method is another one than you have seen; current is how it is now."
                            : "There is no login method of this name any more.");
            throw e.present()
                    .map(element -> refusal.with("current", views.whole(element)))
                    .orElse(refusal);
        }
    }
}
