package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginResult;
import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import org.jspecify.annotations.Nullable;

/** The element {@code auths.loginTypes.services.AuthSvc}: turns a login code into a session. Thread-safe. */
public final class AuthSvc {
    private final LoginService login;

    /** Made by the app. */
    public AuthSvc(LoginService login) {
        this.login = login;
    }

    /**
     * Opens a session. A login code that was issued to a browser is refused here and stays valid: only a request of that
     * browser can redeem it, by {@code POST /api/session} or by {@code dev.saoma.servlet.LoginCode}.
     *
     * @param corp the corpId of one of {@code corpList}; null or empty when there are not several
     * @param platform {@code web}, {@code mobile} or {@code app}
     * @throws LoginException {@code login_code_invalid}, {@code corp_required}, {@code corp_forbidden},
     *     {@code account_disabled}, {@code login_inactive}, {@code invalid_request}
     */
    public LoginResult loginByCode(String loginCode, @Nullable String corp, String platform) {
        Platform where = Platform.of(platform)
                .orElseThrow(
                        () -> new LoginException(ErrorCode.INVALID_REQUEST, "platform must be web, mobile or app."));
        Token code = Token.parse(loginCode).orElseThrow(LoginCodes::invalid);
        String corpId = corp == null || corp.isEmpty() ? null : corp;
        SignedIn signedIn = login.redeemInProcess(new RedeemRequest(code, null, corpId, where, "", null));
        return new LoginResult(
                true,
                signedIn.secret().reveal(),
                signedIn.user(),
                signedIn.session().corpOrNull(),
                signedIn.expiresAt());
    }
}
