package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.grant.Consent;
import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.internal.http.Parameters;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.AppType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** WeChat's rules for the parameters inside its own browser (wechat-protocol.md, 8.2). */
final class AuthorizeRules {

    private static final List<String> DOCUMENTED = List.of("appid", "redirect_uri", "response_type", "scope", "state");
    private static final String SCOPE = "Scope 参数错误或没有 Scope 权限（10005）";

    private AuthorizeRules() {}

    /**
     * The first broken rule.
     *
     * @param words the message that WeChat shows
     */
    record Fault(String words, Explanation why) {}

    /**
     * Returns the first broken rule; empty when all hold. WeChat does not publish its order of checks.
     *
     * @param ordered whether the parameters must come in the documented order
     */
    static Optional<Fault> fault(Parameters parameters, App app, boolean ordered) {
        return Stream.of(
                        scope(parameters.get("scope"), app).map(why -> new Fault(SCOPE, why)),
                        (ordered ? order(parameters) : Optional.<Explanation>empty()).map(why -> new Fault(SCOPE, why)),
                        responseType(parameters.get("response_type")).map(why -> new Fault("response_type 参数错误", why)),
                        Redirect.fault(parameters.get("redirect_uri"), app)
                                .map(why -> new Fault("redirect_uri 参数错误（10003）", why)),
                        state(parameters.get("state")).map(why -> new Fault("state 参数错误", why)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Explanation> scope(String scope, App app) {
        if (app.type() != AppType.SERVICE_ACCOUNT) {
            return Optional.of(new Explanation(
                    "This flow is for service accounts; this appid is of another type. Website apps have /connect/qrconnect.",
                    app.type().label(),
                    AppType.SERVICE_ACCOUNT.label()));
        }
        if (app.status() == AppStatus.BLOCKED) {
            return Optional.of(new Explanation("The app's status is blocked.", "blocked", "active"));
        }
        if (!Consent.IN_WECHAT.contains(scope)) {
            return Optional.of(new Explanation(
                    "The parameter scope must be snsapi_base or snsapi_userinfo.",
                    scope,
                    "a scope of service accounts: snsapi_base or snsapi_userinfo"));
        }
        return Optional.empty();
    }

    private static Optional<Explanation> order(Parameters parameters) {
        List<String> received = new ArrayList<>(parameters.asMap().keySet());
        received.retainAll(DOCUMENTED);
        List<String> expected =
                DOCUMENTED.stream().filter(parameters.asMap()::containsKey).toList();
        if (received.equals(expected)) {
            return Optional.empty();
        }
        return Optional.of(new Explanation(
                "The setting parameterOrder asks for the order of the documentation.",
                String.join(", ", received),
                String.join(", ", expected)));
    }

    private static Optional<Explanation> responseType(String responseType) {
        return responseType.equals("code")
                ? Optional.empty()
                : Optional.of(new Explanation("The parameter response_type must be code.", responseType, "code"));
    }

    private static Optional<Explanation> state(String state) {
        return state.matches("[A-Za-z0-9]{0,128}")
                ? Optional.empty()
                : Optional.of(new Explanation(
                        "Here a state has at most 128 characters, letters and digits only. Keep what it stands for on"
                                + " your server.",
                        state,
                        "a state such as 32 hex digits"));
    }
}
