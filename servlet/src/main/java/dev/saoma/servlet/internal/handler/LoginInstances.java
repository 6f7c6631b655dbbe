package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.servlet.internal.http.RoutedRequest;
import java.util.List;

/** The login instances, by the name that stands in addresses. */
record LoginInstances(App app) {

    List<LoginInstance> all() {
        return app.loginInstances();
    }

    /** Whether there is one of that name; not when the app cannot be read at the moment. */
    boolean isKnown(String name) {
        try {
            return all().stream().anyMatch(instance -> instance.name().equals(name));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** @throws LoginException {@code not_found} */
    LoginInstance named(RoutedRequest call) {
        String name = call.parameter("instance");
        return all().stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LoginException(
                        ErrorCode.NOT_FOUND, "There is no login method of that name; GET /api/login lists them."));
    }
}
