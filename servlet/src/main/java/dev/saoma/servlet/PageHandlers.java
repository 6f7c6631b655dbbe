package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages, files and the description of the API. */
final class PageHandlers {
    private static final Map<String, String> MOVED =
            Map.of("", "/login", "/", "/login", "/login/", "/login", "/account/", "/account");
    private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final Pattern INVITATION = Pattern.compile("(?:^|&)(invitation=[0-9a-f]{64})(?:&|$)");
    private static final Pattern INSTANCE = Pattern.compile("(?:^|&)(instance=[A-Za-z_][A-Za-z0-9_]{0,199})(?:&|$)");

    private final Pages pages;
    private final Assets assets;
    private final Instances instances;
    private final Content openApi = Content.of(Resources.text("/dev/saoma/servlet/openapi.json"));

    PageHandlers(Pages pages, Instances instances) {
        this.pages = pages;
        this.instances = instances;
        this.assets = pages.assets();
    }

    /** An invitation in the query, as links of earlier versions have it, goes on behind #, where no log and no Referer has it. */
    Answer login(Call call) {
        // Not getParameter(), which containers let fail for escapes that they do not like.
        String query = query(call);
        Matcher invitation = INVITATION.matcher(query);
        Matcher instance = INSTANCE.matcher(query);
        return invitation.find() && instance.find()
                ? to(pages.address("/login") + "#" + instance.group(1) + "&" + invitation.group(1))
                : pages.login();
    }

    /** The page that somebody who types an address by hand means; empty when there is none. */
    Optional<Answer> moved(String method, String path, HttpServletRequest request) {
        String page = MOVED.get(path);
        if (page == null || !method.equals("GET")) {
            return Optional.empty();
        }
        String query = request.getQueryString();
        boolean kept = query != null && QUERY.matcher(query).matches();
        return Optional.of(to(pages.address(page) + (kept ? "?" + query : "")));
    }

    private static Answer to(String address) {
        return Answer.empty(302, Kind.ERROR_PAGE).with("Location", address);
    }

    /** For everybody: the page itself says that nobody is signed in. */
    Answer account(Call call) {
        return pages.account();
    }

    Answer callback(Call call) {
        String query = query(call);
        if (times(query, "code") > 1 || times(query, "state") > 1) {
            throw Members.invalid("code and state must come once each.");
        }
        return pages.callback(instances.named(call));
    }

    Answer error(Call call) {
        return ErrorCode.of(call.parameter("code"))
                .filter(code -> code != ErrorCode.CONFIGURATION_INVALID)
                .map(pages::error)
                .orElseThrow(PageHandlers::nothing);
    }

    Answer asset(Call call) {
        return assets.find(call).orElseThrow(PageHandlers::nothing);
    }

    Answer openApi(Call call) {
        return new Answer(200, Kind.API, "application/json", openApi, List.of());
    }

    static LoginException nothing() {
        return new LoginException(ErrorCode.NOT_FOUND, "There is nothing at this address.");
    }

    private static String query(Call call) {
        return Optional.ofNullable(call.request().getQueryString()).orElse("");
    }

    private static long times(String query, String name) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2)[0])
                .map(PageHandlers::decoded)
                .filter(name::equals)
                .count();
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
