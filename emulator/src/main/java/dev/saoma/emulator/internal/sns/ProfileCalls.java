package dev.saoma.emulator.internal.sns;

import dev.saoma.emulator.internal.grant.Consent;
import dev.saoma.emulator.internal.grant.Tokens;
import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Parameters;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.journal.Journal;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.AppStatus;
import dev.saoma.emulator.world.Identity;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.UserStatus;
import dev.saoma.emulator.world.World;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /sns/auth} and {@code /sns/userinfo}: the calls with an access token. */
public final class ProfileCalls {

    private final World world;
    private final Tokens tokens;
    private final Limits limits;
    private final SnsAnswers answers;
    private final Supplier<String> baseUrl;

    /**
     * Creates the calls of a platform.
     *
     * @param baseUrl the address of generated avatars; read at every call
     */
    public ProfileCalls(Platform platform, SnsAnswers answers, Supplier<String> baseUrl) {
        this.world = platform.world();
        this.tokens = platform.tokens();
        this.limits = new Limits(platform.quota());
        this.answers = answers;
        this.baseUrl = baseUrl;
    }

    public Answer auth(Call call) {
        return answers.answer(call, parameters -> {
            consent(parameters);
            ObjectNode body = answers.object();
            body.put("errcode", 0);
            body.put("errmsg", "ok");
            return body;
        });
    }

    public Answer userinfo(Call call) {
        return answers.answer(call, parameters -> {
            Consent consent = consent(parameters);
            limits.count("userinfo", consent.appid());
            if (!consent.allowsProfile()) {
                throw new RejectedCallException(
                        SnsError.UNAUTHORIZED,
                        "The code was issued for a scope that does not allow the profile.",
                        consent.scope(),
                        consent.inWechat() ? Consent.USERINFO : Consent.LOGIN);
            }
            return profile(consent);
        });
    }

    private Consent consent(Parameters parameters) {
        String token = Required.text(parameters, "access_token", SnsError.MISSING_ACCESS_TOKEN);
        String openid = Required.text(parameters, "openid", SnsError.MISSING_OPENID);
        Consent consent = live(token);
        App app = app(consent);
        if (app.status() == AppStatus.BLOCKED) {
            throw new RejectedCallException(SnsError.UNAUTHORIZED, "The app's status is blocked.", "blocked", "active");
        }
        if (user(consent).status() == UserStatus.FROZEN) {
            throw new RejectedCallException(SnsError.USER_LIMITED, "The user's status is frozen.", "frozen", "active");
        }
        String expected = Identity.openid(consent.appid(), consent.userId());
        if (!openid.equals(expected)) {
            throw new RejectedCallException(
                    SnsError.INVALID_OPENID, "The access token belongs to another openid.", openid, expected);
        }
        return consent;
    }

    private Consent live(String token) {
        Tokens.Access access = tokens.access(token);
        if (access instanceof Tokens.Access.Live live) {
            return live.consent();
        }
        if (access instanceof Tokens.Access.Expired) {
            throw new RejectedCallException(
                    SnsError.ACCESS_TOKEN_EXPIRED,
                    "The access token's life is over; refresh it or let the user scan again.",
                    Journal.mask(token),
                    "a token within its life");
        }
        if (access instanceof Tokens.Access.Voided) {
            throw RejectedCallException.passwordChanged(token);
        }
        if (access instanceof Tokens.Access.Malformed) {
            throw new RejectedCallException(
                    SnsError.INVALID_ACCESS_TOKEN,
                    "This is not shaped like an access token. Was it cut off, or is it another value?",
                    Journal.mask(token),
                    "the access_token of the exchange, about 110 characters");
        }
        throw new RejectedCallException(
                SnsError.INVALID_CREDENTIAL,
                "This access token was never issued here, or has been replaced since.",
                Journal.mask(token),
                "the latest access_token");
    }

    private App app(Consent consent) {
        return world.app(consent.appid()).orElseThrow(() -> gone("app", consent.appid()));
    }

    private User user(Consent consent) {
        return world.user(consent.userId()).orElseThrow(() -> gone("user", consent.userId()));
    }

    private static RejectedCallException gone(String what, String id) {
        return new RejectedCallException(
                SnsError.INVALID_CREDENTIAL, "The " + what + " was deleted since.", id, "a " + what + " that exists");
    }

    /** Sex and places are empty for all users since 2021-10-20 (official notice 00028edbe3c58081e7cc834705b801). */
    private ObjectNode profile(Consent consent) {
        User user = user(consent);
        ObjectNode body = answers.object();
        body.put("openid", Identity.openid(consent.appid(), user.id()));
        body.put("nickname", user.nickname());
        body.put("sex", 0);
        body.put("language", "");
        body.put("city", "");
        body.put("province", "");
        body.put("country", "");
        body.put("headimgurl", user.avatar().startsWith("/") ? baseUrl.get() + user.avatar() : user.avatar());
        body.putArray("privilege");
        if (user.unionid()) {
            body.put("unionid", Identity.unionid(app(consent).account(), user.id()));
        }
        return body;
    }
}
