package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Pages, files and the description of the API. */
final class PageHandlers {
    private final Pages pages;
    private final Assets assets;
    private final Instances instances;
    private final Content openApi = Content.of(Resources.text("/dev/saoma/servlet/openapi.json"));

    PageHandlers(Pages pages, Instances instances) {
        this.pages = pages;
        this.instances = instances;
        this.assets = pages.assets();
    }

    Answer login(Call call) {
        return pages.login();
    }

    /** For everybody: the page itself says that nobody is signed in. */
    Answer account(Call call) {
        return pages.account();
    }

    Answer callback(Call call) {
        String query = Optional.ofNullable(call.request().getQueryString()).orElse("");
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
