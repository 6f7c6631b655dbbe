package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.error.ApplicationFault;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.json.OmitNull;
import dev.saoma.login.LoginCodeResult.CorpEntry;
import dev.saoma.login.RedeemRequest;
import dev.saoma.login.SignedIn;
import dev.saoma.secret.Token;
import dev.saoma.servlet.Bodies.CorpBody;
import dev.saoma.servlet.Bodies.SessionBody;
import dev.saoma.session.Platform;
import dev.saoma.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session: opened with a login code, looked at, moved to another organisation, ended. */
final class SessionHandlers {
    private final App app;
    private final Caller caller;
    private final Browsers browsers;

    SessionHandlers(App app, Caller caller, Browsers browsers) {
        this.app = app;
        this.caller = caller;
        this.browsers = browsers;
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

    Answer open(Call call, SessionBody body) {
        Optional<Token> previous = caller.secret(call.request());
        SignedIn signedIn = app.login()
                .redeem(new RedeemRequest(
                        Token.parse(body.loginCode()).orElseGet(Token::random),
                        browsers.find(call.request()).orElse(null),
                        body.corpId().orElse(null),
                        body.platform(),
                        Device.of(call.request()),
                        previous.orElse(null)));
        // A session that goes on keeps its secret where it is: a script must not read what a cookie hides from it.
        boolean isNew = previous.filter(signedIn.secret()::equals).isEmpty();
        boolean bearer = body.platform() == Platform.APP || Browsers.isByHeader(call.request());
        var opened = new Opened(
                UserView.of(signedIn.user()),
                corp(signedIn.session().corp()),
                signedIn.expiresAt(),
                isNew && bearer ? signedIn.secret().reveal() : null);
        Answer answer = Answer.json(201, opened);
        if (!isNew || bearer) {
            return answer;
        }
        return browsers.cookies()
                .renewBrowserForSession(call.request())
                .map(answer::withCookie)
                .orElse(answer)
                .withCookie(browsers.cookies().rememberSession(signedIn.secret()));
    }

    Answer changeCorp(Call call, CorpBody body) {
        Token secret = caller.secret(call.request()).orElseThrow(Caller::nobody);
        SignedIn moved = app.login().changeCorp(secret, body.corpId());
        boolean bearer = Caller.isBearer(call.request());
        var current = new Current(
                UserView.of(moved.user()),
                corp(moved.session().corp()),
                app.login().corpList(moved.user().id()),
                moved.expiresAt(),
                moved.session().instance(),
                bearer ? moved.secret().reveal() : null);
        Answer answer = Answer.json(200, current);
        return bearer ? answer : answer.withCookie(browsers.cookies().rememberSession(moved.secret()));
    }

    Answer current(Call call) {
        Session session = caller.session(call.request()).orElseThrow(Caller::nobody);
        User user = ApplicationFault.named(
                        "UserDirectory.find", () -> app.users().find(session.user()))
                .orElseThrow(Caller::nobody);
        if (!user.active()) {
            throw new LoginException(
                    ErrorCode.ACCOUNT_DISABLED, "This account is disabled; an administrator can enable it.");
        }
        return Answer.json(
                200,
                new Current(
                        UserView.of(user),
                        corp(session.corp()),
                        app.login().corpList(user.id()),
                        app.sessions().expiresAt(session),
                        session.instance(),
                        null));
    }

    Answer end(Call call) {
        if (caller.session(call.request()).isEmpty()) {
            throw Caller.nobody();
        }
        caller.secret(call.request()).ifPresent(app.sessions()::end);
        Answer answer = Answer.empty(204, Kind.API);
        return Caller.isBearer(call.request())
                ? answer
                : answer.withCookies(browsers.cookies().forget(call.request()));
    }

    private static @Nullable CorpEntry corp(Optional<Corp> corp) {
        return corp.map(chosen -> new CorpEntry(chosen.id().value(), chosen.name()))
                .orElse(null);
    }
}
