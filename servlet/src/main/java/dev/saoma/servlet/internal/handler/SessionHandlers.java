package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.error.ApplicationFault;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.Users;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.login.AuthenticatedUser;
import dev.saoma.login.RedeemRequest;
import dev.saoma.login.SignedIn;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.secret.Token;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.TokenIssuer;
import dev.saoma.servlet.internal.handler.RequestBodies.CorpBody;
import dev.saoma.servlet.internal.handler.RequestBodies.SessionBody;
import dev.saoma.servlet.internal.http.DeviceName;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.session.SessionUsers.SessionUser;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens a session for a login code, or issues the application's own token; shows it, switches its organisation and ends it. */
final class SessionHandlers {
    private final App app;
    private final BrowserIdentity browsers;
    private final Optional<TokenIssuer> tokenIssuer;

    SessionHandlers(App app, BrowserIdentity browsers, Optional<TokenIssuer> tokenIssuer) {
        this.app = app;
        this.browsers = browsers;
        this.tokenIssuer = tokenIssuer;
    }

    private record UserView(
            String userId,
            @Nullable String nickname,
            @Nullable String avatar) {
        static UserView of(User user) {
            return new UserView(user.id().value(), user.nicknameOrNull(), user.avatarOrNull());
        }
    }

    private record Opened(
            UserView user,
            @Nullable CorpEntry corp,
            Instant expiresAt,

            @OmitNull @Nullable String token) {
        @Override
        public String toString() {
            return "Opened[token=***]";
        }
    }

    private record Current(
            UserView user,
            @Nullable CorpEntry corp,
            List<CorpEntry> corpList,
            Instant expiresAt,
            String instance,

            @OmitNull @Nullable String token) {
        @Override
        public String toString() {
            return "Current[token=***]";
        }
    }

    Response open(RoutedRequest call, SessionBody body) {
        Optional<Token> previous = call.authentication().secret();
        var request = new RedeemRequest(
                Token.parse(body.loginCode()).orElseGet(Token::random),
                browsers.find(call.request()).orElse(null),
                body.corpId().orElse(null),
                body.platform(),
                DeviceName.of(call.request()),
                previous.orElse(null));
        return tokenIssuer
                .map(issuer -> issueToken(issuer, call, request))
                .orElseGet(() -> openSession(call, body, request));
    }

    private Response issueToken(TokenIssuer issuer, RoutedRequest call, RedeemRequest request) {
        @Nullable
        UserId current =
                call.authentication().user().map(CurrentUser.SignedIn::user).orElse(null);
        AuthenticatedUser user = app.login().authenticate(request, current);
        return ApplicationFault.named("TokenIssuer", () -> Response.json(201, issuer.issue(user, call.request())))
                .withCookies(browsers.cookiesAfterLogin(call.request()));
    }

    private Response openSession(RoutedRequest call, SessionBody body, RedeemRequest request) {
        Optional<Token> previous = Optional.ofNullable(request.previous());
        SignedIn signedIn = app.login().redeem(request);
        // Re-authentication keeps the session and its secret, which a script must not read from a cookie.
        boolean isNew = previous.filter(signedIn.secret()::equals).isEmpty();
        boolean bearer = body.platform() == Platform.APP || BrowserIdentity.isByHeader(call.request());
        var opened = new Opened(
                UserView.of(signedIn.user()),
                corp(signedIn.session().corp()),
                signedIn.expiresAt(),
                isNew && bearer ? signedIn.secret().reveal() : null);
        Response answer = Response.json(201, opened);
        return !isNew || bearer
                ? answer
                : answer.withCookies(browsers.cookiesOfSession(call.request(), signedIn.secret()));
    }

    Response changeCorp(RoutedRequest call, CorpBody body) {
        Session session = call.authentication().requireSession();
        SignedIn moved = app.login().changeCorp(session, body.corpId());
        boolean bearer = call.authentication().isBearer();
        var current = new Current(
                UserView.of(moved.user()),
                corp(moved.session().corp()),
                app.login().corpList(moved.user().id()),
                moved.expiresAt(),
                moved.session().instance(),
                bearer ? moved.secret().reveal() : null);
        Response answer = Response.json(200, current);
        return bearer ? answer : answer.withCookie(browsers.cookies().rememberSession(moved.secret()));
    }

    Response current(RoutedRequest call) {
        Session session = call.authentication().requireSession();
        SessionUser found = app.sessions().users().find(session.user()).orElseThrow(Authentication::sessionRequired);
        User user = Users.requireEnabled(found.user());
        return Response.json(
                200,
                new Current(
                        UserView.of(user),
                        corp(session.corp()),
                        found.corps().stream().map(SessionHandlers::entry).toList(),
                        app.sessions().expiresAt(session),
                        session.instance(),
                        null));
    }

    Response end(RoutedRequest call) {
        call.authentication().requireSession();
        call.authentication().secret().ifPresent(app.sessions()::end);
        Response answer = Response.empty(204, ResponseKind.API);
        return call.authentication().isBearer()
                ? answer
                : answer.withCookies(browsers.cookies().forget(call.request()));
    }

    private static @Nullable CorpEntry corp(Optional<Corp> corp) {
        return corp.map(SessionHandlers::entry).orElse(null);
    }

    private static CorpEntry entry(Corp corp) {
        return new CorpEntry(corp.id().value(), corp.name());
    }
}
