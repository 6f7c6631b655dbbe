package dev.saoma.servlet.internal.handler;

import dev.saoma.error.ErrorCode;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.Assets;
import dev.saoma.servlet.internal.page.ClasspathResource;
import dev.saoma.servlet.internal.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves pages, files and the OpenAPI document. */
final class PageHandlers {
    private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final Pattern INVITATION = Pattern.compile("(?:^|&)(invitation=[0-9a-f]{64})(?:&|$)");
    private static final Pattern INSTANCE = Pattern.compile("(?:^|&)(instance=[A-Za-z_][A-Za-z0-9_]{0,199})(?:&|$)");

    private final Pages pages;
    private final Assets assets;
    private final LoginMethods instances;
    private final PageLoginHandler pageLogin;
    private final ResponseBody openApi = ResponseBody.of(ClasspathResource.text("/dev/saoma/servlet/openapi.json"));

    PageHandlers(Pages pages, LoginMethods instances, PageLoginHandler pageLogin) {
        this.pages = pages;
        this.instances = instances;
        this.pageLogin = pageLogin;
        this.assets = pages.assets();
    }

    /** Redirects links of earlier versions, which have the invitation in the query, where logs and Referer would show it. */
    Response login(RoutedRequest call) {
        // Not getParameter(), which fails in some containers for malformed escapes.
        String query = query(call);
        Matcher invitation = INVITATION.matcher(query);
        Matcher instance = INSTANCE.matcher(query);
        return invitation.find() && instance.find()
                ? to(pages.address("/login") + "#" + instance.group(1) + "&" + invitation.group(1))
                : pages.login();
    }

    /** Redirects to a page, with the query of the request. */
    Response moved(String page, HttpServletRequest request) {
        String query = request.getQueryString();
        boolean kept = query != null && QUERY.matcher(query).matches();
        return to(pages.address(page) + (kept ? "?" + query : ""));
    }

    private static Response to(String address) {
        return Response.empty(302, ResponseKind.ERROR_PAGE).with("Location", address);
    }

    /** Serves the page also without a session; it then says that no user is signed in. */
    Response account(RoutedRequest call) {
        return pages.account();
    }

    /** Finishes a login in page mode; for every other attempt, serves the page whose script continues. */
    Response callback(RoutedRequest call) {
        CallbackQuery query = CallbackQuery.of(call.request());
        if (query.isAmbiguous()) {
            throw RequestErrors.invalid("code and state must come once each.");
        }
        query.state().ifPresent(call::setAttempt);
        LoginInstance instance = instances.named(call);
        return pageLogin.finish(call, instance, query).orElseGet(() -> pages.callback(instance));
    }

    Response error(RoutedRequest call) {
        return ErrorCode.of(call.parameter("code"))
                .filter(code -> code != ErrorCode.CONFIGURATION_INVALID)
                .map(pages::error)
                .orElseThrow(RequestErrors::unknownAddress);
    }

    Response asset(RoutedRequest call) {
        return assets.find(call.parameter("file"), call.request()).orElseThrow(RequestErrors::unknownAddress);
    }

    Response openApi(RoutedRequest call) {
        return new Response(200, ResponseKind.API, "application/json", openApi, List.of());
    }

    private static String query(RoutedRequest call) {
        return Optional.ofNullable(call.request().getQueryString()).orElse("");
    }
}
