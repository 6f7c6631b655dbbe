package dev.saoma.servlet.internal.page;

import dev.saoma.error.ErrorCode;
import dev.saoma.internal.json.JsonText;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The HTML pages, from the templates of the web module. */
public final class Pages {
    private static final Pattern NOSCRIPT = Pattern.compile("(?s)<noscript>.*</noscript>\n");

    private static final HtmlTemplate DEVELOPER =
            new HtmlTemplate("<p class=\"label\"><code>{{error}}</code> <span>{{description}}</span></p>\n");

    private final String base;
    private final List<String> origins;
    private final ErrorTexts english = new ErrorTexts(Language.ENGLISH);
    private final ErrorTexts chinese = new ErrorTexts(Language.CHINESE);
    private final HtmlTemplate login = HtmlTemplate.named("login");
    private final HtmlTemplate account = HtmlTemplate.named("account");
    private final HtmlTemplate callback = HtmlTemplate.named("callback");
    private final HtmlTemplate refusal = callback.with(NOSCRIPT, HtmlTemplate.named("refusal"));
    private final HtmlTemplate error = HtmlTemplate.named("error");

    /** @param otherOrigin whose pages may frame the callback page too; empty for none */
    public Pages(WebSettings settings, Optional<String> otherOrigin) {
        this.base = settings.path();
        this.origins =
                Stream.concat(settings.origins().stream(), otherOrigin.stream()).toList();
    }

    /** Returns the files of the pages and of the component. */
    public Assets assets() {
        return new Assets(base, List.of(login, account, callback, error, OAuthPages.FORM_POST));
    }

    private record CallbackConfig(
            String base,
            String instance,
            List<String> origins,

            @OmitNull @Nullable Map<String, Object> problem) {}

    /** Returns the address of a page without scheme and host. */
    public String address(String path) {
        return base + path;
    }

    public Response login() {
        return Response.page(200, ResponseKind.LOGIN_PAGE, login.fill(Map.of("base", base)));
    }

    public Response account() {
        return Response.page(200, ResponseKind.ACCOUNT_PAGE, account.fill(Map.of("base", base)));
    }

    /** Returns the page to which WeChat redirects, and whose script continues. */
    public Response callback(LoginInstance instance) {
        String config = JsonText.of(new CallbackConfig(base, instance.name(), origins, null));
        return Response.page(200, ResponseKind.CALLBACK_PAGE, callback.fill(Map.of("base", base, "config", config)));
    }

    /** Returns the same page for a login that was refused. Its script only shows the problem document. */
    public Response callback(LoginInstance instance, ErrorCode code, Map<String, Object> problem) {
        String config = JsonText.of(new CallbackConfig(base, instance.name(), origins, problem));
        return Response.page(
                code.status(),
                ResponseKind.CALLBACK_PAGE,
                refusal.fill(Map.of(
                        "base", base,
                        "config", config,
                        "code", code.code(),
                        "title.en", english.title(code),
                        "title.zh", chinese.title(code))));
    }

    /** Returns the page that explains an error. */
    public Response error(ErrorCode code) {
        return error(200, code, "", HtmlTemplate.Part.NONE);
    }

    /**
     * Returns the page of an error that has just happened.
     *
     * @param trace the id by which the operator finds the error in the log
     */
    public Response failure(ErrorCode code, String trace) {
        return error(code.status(), code, trace, HtmlTemplate.Part.NONE);
    }

    /**
     * Returns the page of an OAuth request that was refused.
     *
     * @param error the code of OAuth
     * @param description for the developer of the client
     */
    public Response failure(ErrorCode code, String trace, String error, String description) {
        return error(code.status(), code, trace, DEVELOPER.part(Map.of("error", error, "description", description)));
    }

    private Response error(int status, ErrorCode code, String trace, HtmlTemplate.Part developer) {
        return Response.page(
                status,
                ResponseKind.ERROR_PAGE,
                error.fill(
                        Map.ofEntries(
                                Map.entry("base", base),
                                Map.entry("code", code.code()),
                                Map.entry("trace", trace),
                                Map.entry("status", String.valueOf(code.status())),
                                Map.entry("title.en", english.title(code)),
                                Map.entry("title.zh", chinese.title(code)),
                                Map.entry("happened.en", english.of(code, "happened")),
                                Map.entry("happened.zh", chinese.of(code, "happened")),
                                Map.entry("who.en", english.of(code, "who")),
                                Map.entry("who.zh", chinese.of(code, "who")),
                                Map.entry("fix.en", english.of(code, "fix")),
                                Map.entry("fix.zh", chinese.of(code, "fix"))),
                        Map.of("developer", developer)));
    }
}
