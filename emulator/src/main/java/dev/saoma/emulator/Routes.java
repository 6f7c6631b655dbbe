package dev.saoma.emulator;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.control.ControlApi;
import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Endpoint;
import dev.saoma.emulator.internal.http.Route;
import dev.saoma.emulator.internal.page.Assets;
import dev.saoma.emulator.internal.page.AuthorizePage;
import dev.saoma.emulator.internal.page.ConsolePage;
import dev.saoma.emulator.internal.page.IndexPage;
import dev.saoma.emulator.internal.page.LoginPage;
import dev.saoma.emulator.internal.page.LongPoll;
import dev.saoma.emulator.internal.page.PhonePage;
import dev.saoma.emulator.internal.page.Pictures;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.internal.sns.ProfileCalls;
import dev.saoma.emulator.internal.sns.SnsAnswers;
import dev.saoma.emulator.internal.sns.TokenCalls;
import dev.saoma.emulator.qrcode.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The route table. Calls of applications are recorded and can be made to fail. */
final class Routes {

    private static final Set<String> GET_POST = Set.of("GET", "POST");

    private final Platform platform;
    private final Supplier<String> baseUrl;
    private final Set<String> allowedOrigins;

    Routes(Platform platform, Supplier<String> baseUrl, Set<String> allowedOrigins) {
        this.platform = platform;
        this.baseUrl = baseUrl;
        this.allowedOrigins = allowedOrigins;
    }

    List<Route> table() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(serverApi());
        routes.addAll(pages());
        routes.addAll(Assets.routes());
        routes.addAll(ConsolePage.routes(allowedOrigins));
        routes.addAll(ControlApi.routes(platform, allowedOrigins));
        return routes;
    }

    private List<Route> serverApi() {
        SnsAnswers answers = new SnsAnswers(platform.clock(), platform.settings());
        TokenCalls tokens = new TokenCalls(platform, answers);
        ProfileCalls profile = new ProfileCalls(platform, answers, baseUrl);
        return List.of(
                sns("/sns/oauth2/access_token", Target.ACCESS_TOKEN, tokens::accessToken, answers),
                sns("/sns/oauth2/refresh_token", Target.REFRESH_TOKEN, tokens::refreshToken, answers),
                sns("/sns/auth", Target.AUTH, profile::auth, answers),
                sns("/sns/userinfo", Target.USERINFO, profile::userinfo, answers));
    }

    private Route sns(String path, Target target, Function<Call, Answer> calls, SnsAnswers answers) {
        return Route.of(
                GET_POST,
                path,
                recorded(target, Endpoint.of(calls), error -> answers.error(error.errcode(), error.errmsg())));
    }

    private List<Route> pages() {
        LoginPage login = new LoginPage(platform);
        AuthorizePage authorize = new AuthorizePage(platform);
        Pictures pictures = new Pictures(platform.qrCodes(), platform.world(), baseUrl);
        PhonePage phone = new PhonePage(allowedOrigins);
        IndexPage index = new IndexPage(platform.world(), baseUrl);
        LongPoll poll = new LongPoll(platform.qrCodes());
        return List.of(
                page("/connect/qrconnect", Target.QRCONNECT, login::show),
                page("/connect/oauth2/authorize", Target.AUTHORIZE, authorize::show),
                page("/connect/qrcode/{uuid}", Target.QRCODE, pictures::qrCode),
                page("/connect/confirm", Target.CONFIRM, phone::confirm),
                Route.get(
                        "/connect/l/qrconnect",
                        recorded(Target.POLL, poll::handle, error -> LongPoll.answer(new Poll(error.errcode(), "")))),
                Route.get("/mmopen/vi_32/{user}/{size}", Endpoint.of(pictures::avatar)),
                Route.get("/_emulator/phone", Endpoint.of(phone::standing)),
                Route.get("/_emulator/callback", Endpoint.of(index::callback)),
                Route.get("/", Endpoint.of(index::index)));
    }

    private Route page(String path, Target target, Function<Call, Answer> shows) {
        return Route.get(path, recorded(target, Endpoint.of(shows), error -> {
            throw new IllegalStateException("an order refuses errcode for " + target);
        }));
    }

    private Endpoint recorded(Target target, Endpoint endpoint, Function<Fault.ErrorCode, Answer> errors) {
        return platform.journal().around(platform.faults().around(target, endpoint, errors));
    }
}
