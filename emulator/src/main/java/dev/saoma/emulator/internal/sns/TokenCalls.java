package dev.saoma.emulator.internal.sns;

import dev.saoma.emulator.internal.grant.Codes;
import dev.saoma.emulator.internal.grant.Consent;
import dev.saoma.emulator.internal.grant.Redemption;
import dev.saoma.emulator.internal.grant.Tokens;
import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Parameters;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.journal.Journal;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.setting.Settings;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.Identity;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.UserStatus;
import dev.saoma.emulator.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /sns/oauth2/access_token} and {@code /sns/oauth2/refresh_token}. WeChat does not publish its order of checks.
 * Here: missing appid, secret, code, grant_type, then wrong appid, secret, code.
 */
public final class TokenCalls {

    private final World world;
    private final Codes codes;
    private final Tokens tokens;
    private final Settings settings;
    private final Limits limits;
    private final SnsAnswers answers;

    public TokenCalls(Platform platform, SnsAnswers answers) {
        this.world = platform.world();
        this.codes = platform.codes();
        this.tokens = platform.tokens();
        this.settings = platform.settings();
        this.limits = new Limits(platform.quota());
        this.answers = answers;
    }

    public Answer accessToken(Call call) {
        return answers.answer(call, this::exchange);
    }

    public Answer refreshToken(Call call) {
        return answers.answer(call, this::refresh);
    }

    private ObjectNode exchange(Parameters parameters) {
        String appid = Required.text(parameters, "appid", SnsError.MISSING_APPID);
        String secret = Required.text(parameters, "secret", SnsError.MISSING_SECRET);
        String code = Required.text(parameters, "code", SnsError.MISSING_CODE);
        Required.grantType(parameters, "authorization_code");
        App app = app(appid);
        limits.count("access_token", app.appid());
        checkSecret(app, secret);
        checkActive(app);
        Consent consent = redeem(code, app);
        User user = user(consent);
        ObjectNode body = pair(tokens.issue(consent));
        if (user.status() == UserStatus.SNAPSHOT && consent.inWechat()) {
            body.put("is_snapshotuser", 1);
        }
        if (user.unionid() && consent.allowsProfile()) {
            body.put("unionid", Identity.unionid(app.account(), user.id()));
        }
        return body;
    }

    private ObjectNode refresh(Parameters parameters) {
        String appid = Required.text(parameters, "appid", SnsError.MISSING_APPID);
        String token = Required.text(parameters, "refresh_token", SnsError.MISSING_REFRESH_TOKEN);
        Required.grantType(parameters, "refresh_token");
        App app = app(appid);
        limits.count("refresh_token", app.appid());
        checkActive(app);
        Tokens.Refresh result = tokens.refresh(appid, token, settings.flag(Setting.NEW_REFRESH_TOKEN));
        if (result instanceof Tokens.Refresh.Done done) {
            user(done.pair().consent());
            return pair(done.pair());
        }
        if (result instanceof Tokens.Refresh.Expired expired) {
            throw new RejectedCallException(
                    SnsError.REFRESH_TOKEN_EXPIRED,
                    "The refresh token's life is over; the user must scan again.",
                    "a token that ended at " + expired.expiredAt(),
                    "a token within its life");
        }
        if (result instanceof Tokens.Refresh.Voided) {
            throw RejectedCallException.passwordChanged(token);
        }
        if (result instanceof Tokens.Refresh.Foreign foreign) {
            throw new RejectedCallException(
                    SnsError.INVALID_REFRESH_TOKEN,
                    "The refresh token belongs to another app.",
                    "appid " + appid,
                    "appid " + foreign.issuedTo());
        }
        throw new RejectedCallException(
                SnsError.INVALID_REFRESH_TOKEN,
                "This refresh token was never issued here, or the emulator was reset since.",
                Journal.mask(token),
                "the refresh_token of an access_token answer");
    }

    private App app(String appid) {
        return world.app(appid)
                .orElseThrow(() -> new RejectedCallException(
                        SnsError.INVALID_APPID,
                        "No app with this appid exists; see GET /_emulator/apps.",
                        appid,
                        "an appid that exists"));
    }

    private static void checkSecret(App app, String secret) {
        byte[] received = secret.getBytes(StandardCharsets.UTF_8);
        byte[] expected = app.secret().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(received, expected)) {
            throw new RejectedCallException(
                    SnsError.INVALID_SECRET,
                    "The secret is not that of app " + app.appid() + "; see GET /_emulator/apps.",
                    Journal.mask(secret),
                    Journal.mask(app.secret()));
        }
    }

    private static void checkActive(App app) {
        if (app.status() == AppStatus.BLOCKED) {
            throw new RejectedCallException(SnsError.UNAUTHORIZED, "The app's status is blocked.", "blocked", "active");
        }
    }

    private Consent redeem(String code, App app) {
        Redemption redemption = codes.redeem(code, app.appid());
        if (redemption instanceof Redemption.Granted granted) {
            return granted.consent();
        }
        if (redemption instanceof Redemption.Used used) {
            throw new RejectedCallException(
                    SnsError.CODE_USED,
                    "A code can be exchanged once. Was the callback called twice, or the exchange retried?",
                    "a code exchanged at " + used.usedAt(),
                    "a code that was not exchanged before");
        }
        if (redemption instanceof Redemption.Stale stale) {
            throw new RejectedCallException(
                    SnsError.of(settings.number(Setting.STALE_CODE_ERRCODE)).orElse(SnsError.INVALID_CODE),
                    "The code's life is over.",
                    "a code that ended at " + stale.expiredAt(),
                    "a code within its life");
        }
        if (redemption instanceof Redemption.Foreign foreign) {
            throw new RejectedCallException(
                    SnsError.INVALID_CODE,
                    "The code was issued to another app.",
                    "appid " + app.appid(),
                    "appid " + foreign.issuedTo());
        }
        throw new RejectedCallException(
                SnsError.INVALID_CODE,
                "This code was never issued here, or the emulator was reset since.",
                Journal.mask(code),
                "the code of the callback, 32 characters");
    }

    private User user(Consent consent) {
        Optional<User> user = world.user(consent.userId());
        if (user.isEmpty()) {
            throw new RejectedCallException(
                    SnsError.USER_LIMITED, "The user was deleted since.", consent.userId(), "a user that exists");
        }
        if (user.get().status() == UserStatus.FROZEN) {
            throw new RejectedCallException(SnsError.USER_LIMITED, "The user's status is frozen.", "frozen", "active");
        }
        return user.get();
    }

    private ObjectNode pair(Tokens.Pair pair) {
        Consent consent = pair.consent();
        ObjectNode body = answers.object();
        body.put("access_token", pair.accessToken());
        body.put("expires_in", pair.accessLife().toSeconds());
        body.put("refresh_token", pair.refreshToken());
        body.put("openid", Identity.openid(consent.appid(), consent.userId()));
        body.put("scope", consent.scope());
        return body;
    }
}
