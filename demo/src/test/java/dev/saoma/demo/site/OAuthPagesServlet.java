package dev.saoma.demo.site;

import dev.saoma.App;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.HostRoutes;
import dev.saoma.servlet.internal.handler.RequestDispatcher;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.Consent;
import dev.saoma.servlet.internal.page.Consent.Corp;
import dev.saoma.servlet.internal.page.OAuthPages;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.servlet.internal.problem.RefusedRequests;
import dev.saoma.servlet.internal.security.Guard;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Serves the pages between a client and the login below {@code /oauth2}, and does what their forms say. */
final class OAuthPagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** Where the client of another site receives its codes. */
    static final String BACK = Sites.SHOP + "/back";

    private static final Set<String> SCOPES =
            Set.of("openid", "profile", "corp", "groups", "wechat", "refresh", "unknown");
    private static final List<Corp> CORPS = List.of(
            new Corp("acme", "Analytical Engines", false),
            new Corp("babbage", "巴贝奇父子公司", true),
            new Corp("long", "A".repeat(60), false));

    private final transient OAuthPages pages;
    private final transient RequestDispatcher dispatcher;

    OAuthPagesServlet(App app, WebSettings settings) {
        this.pages = new OAuthPages(settings);
        var routes = List.of(
                Route.plain("GET", "/consent/{id}", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, this::consent),
                Route.form("/authorize/{id}", ResponseKind.OAUTH_PAGE, this::decided)
                        .fromOwnPages(),
                Route.plain("GET", "/logout", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, this::logout),
                Route.form("/logout", ResponseKind.OAUTH_PAGE, this::loggedOut),
                Route.plain("GET", "/post/{id}", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, this::formPost),
                Route.plain("GET", "/refused", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, OAuthPagesServlet::refused));
        var host = new HostRoutes(Optional.empty(), routes, RefusedRequests.none(), Optional.empty(), path -> true);
        this.dispatcher = new RequestDispatcher(app, settings, Optional.empty(), Optional.empty(), host);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        dispatcher.serve(request, response);
    }

    private static Language language(RoutedRequest call) {
        return Language.preferred(FormParameters.ofQuery(call.request()).find("ui_locales"), call.request());
    }

    private Response consent(RoutedRequest call) {
        FormParameters query = FormParameters.ofQuery(call.request());
        String id = call.parameter("id");
        return pages.consent(new Consent(
                new Consent.Form(id, "5e55"),
                new Consent.Person(
                        query.find("name").orElse("Ada 王小明"),
                        query.find("avatar")
                                .or(() -> Optional.of("https://thirdwx.qlogo.cn/mmopen/vi_32/person1/132"))),
                new Consent.Client(
                        query.find("client").orElse("Grafana"),
                        query.find("back").orElse(BACK)),
                SCOPES,
                id.equals("corps") ? CORPS : CORPS.subList(0, 1),
                language(call)));
    }

    private Response decided(RoutedRequest call, FormParameters form) {
        String answer = "?decision=" + form.require("decision") + "&corp="
                + form.find("corp").orElse("");
        String back = call.parameter("id").equals("hop") ? Sites.SHOP + "/hop" : BACK;
        return pages.continueTo(back + answer, Language.preferred(Optional.empty(), call.request()));
    }

    private Response logout(RoutedRequest call) {
        return pages.confirmLogout(FormParameters.ofQuery(call.request()).find("client"), language(call));
    }

    private Response loggedOut(RoutedRequest call, FormParameters form) {
        return pages.loggedOut(Optional.of(form.require("decision")), language(call));
    }

    private Response formPost(RoutedRequest call) {
        FormParameters query = FormParameters.ofQuery(call.request());
        var fields = new LinkedHashMap<String, String>();
        fields.put("code", "c0de");
        fields.put("state", query.find("state").orElse("s"));
        fields.put("submit", "hides the method of the form");
        return pages.formPost(query.find("back").orElse(BACK), fields, language(call));
    }

    private static Response refused(RoutedRequest call) {
        throw new OAuthException(
                OAuthError.INVALID_REQUEST, "The redirect_uri is none of those registered for the client.");
    }
}
