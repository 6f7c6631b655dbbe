package dev.saoma.spring.satoken;

import cn.dev33.satoken.SaManager;
import cn.dev33.satoken.stp.StpLogic;
import cn.dev33.satoken.stp.StpUtil;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.login.AuthenticatedUser;
import dev.saoma.servlet.TokenIssuer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Logs a user of WeChat in with Sa-Token, as {@code StpUtil.login} does, and answers the name and the value of the token:
 * {@code {"tokenName":"satoken","tokenValue":"…"}}. No Saoma session is opened. Define it as a bean, with {@link SaTokenUser}
 * beside it, so that these users can bind and unbind:
 *
 * <pre>{@code
 * @Bean
 * TokenIssuer tokenIssuer() {
 *     return new SaTokenIssuer();
 * }
 * }</pre>
 *
 * <p>The login id is the user's identifier as text; {@code StpUtil.getLoginIdAsLong()} reads one that is a number. An account
 * that is disabled for the service {@code login} is refused with {@code account_disabled}.
 */
public final class SaTokenIssuer implements TokenIssuer {
    private final Supplier<StpLogic> logic;

    /** Logs in by {@code StpUtil}. */
    public SaTokenIssuer() {
        this.logic = StpUtil::getStpLogic;
    }

    /** Logs in users of another kind of account, by the login type of their {@code StpLogic}, such as {@code admin}. */
    public SaTokenIssuer(String loginType) {
        this.logic = () -> SaManager.getStpLogic(loginType);
    }

    @Override
    public Object issue(AuthenticatedUser user, HttpServletRequest request) {
        StpLogic login = logic.get();
        String id = user.id().value();
        // Sa-Token leaves this check to its callers.
        if (login.isDisable(id)) {
            throw new LoginException(
                    ErrorCode.ACCOUNT_DISABLED, "This account is disabled; an administrator can enable it.");
        }
        login.login(id);
        return Map.of("tokenName", login.getTokenName(), "tokenValue", login.getTokenValue());
    }
}
