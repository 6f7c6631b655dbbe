package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.json.JsonText;
import dev.saoma.login.LoginInstance;
import java.util.List;
import java.util.Map;

/** The pages, made of the templates of the web module. */
final class Pages {
    private final String base;
    private final List<String> origins;
    private final ErrorTexts english = new ErrorTexts(Language.ENGLISH);
    private final ErrorTexts chinese = new ErrorTexts(Language.CHINESE);
    private final Html login = template("login");
    private final Html account = template("account");
    private final Html callback = template("callback");
    private final Html error = template("error");

    Pages(WebSettings settings) {
        this.base = settings.path();
        this.origins = settings.origins();
    }

    /** The files that the pages load, and those of the component. */
    Assets assets() {
        return new Assets(base, List.of(login, account, callback, error));
    }

    private record CallbackConfig(String base, String instance, List<String> origins) {}

    /** Where browsers find one of our pages, without scheme and host. */
    String address(String path) {
        return base + path;
    }

    Answer login() {
        return Answer.page(200, Kind.LOGIN_PAGE, login.fill(Map.of("base", base)));
    }

    Answer account() {
        return Answer.page(200, Kind.ACCOUNT_PAGE, account.fill(Map.of("base", base)));
    }

    Answer callback(LoginInstance instance) {
        String config = JsonText.of(new CallbackConfig(base, instance.name(), origins));
        return Answer.page(200, Kind.CALLBACK_PAGE, callback.fill(Map.of("base", base, "config", config)));
    }

    /** What somebody reads about an error. */
    Answer error(ErrorCode code) {
        return error(200, code, "");
    }

    /** @param trace by which the operator finds in the log what has just failed */
    Answer failure(ErrorCode code, String trace) {
        return error(code.status(), code, trace);
    }

    private Answer error(int status, ErrorCode code, String trace) {
        return Answer.page(
                status,
                Kind.ERROR_PAGE,
                error.fill(Map.ofEntries(
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
                        Map.entry("fix.zh", chinese.of(code, "fix")))));
    }

    private static Html template(String name) {
        return new Html(Resources.text("/dev/saoma/web/" + name + ".html"));
    }
}
