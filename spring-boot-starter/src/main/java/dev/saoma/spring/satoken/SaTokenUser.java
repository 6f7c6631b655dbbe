package dev.saoma.spring.satoken;

import cn.dev33.satoken.SaManager;
import cn.dev33.satoken.session.SaTerminalInfo;
import cn.dev33.satoken.stp.StpLogic;
import cn.dev33.satoken.stp.StpUtil;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.SaomaSession;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current user of an application that logs in with Sa-Token. Its users can bind a WeChat account without a Saoma session.
 * Define it as a bean:
 *
 * <pre>{@code
 * @Bean
 * CurrentUser currentUser() {
 *     return new SaTokenUser();
 * }
 * }</pre>
 *
 * <p>The login id is the identifier in your {@code UserDirectory}, as text. The user authenticated when the token was issued by
 * {@code StpUtil.login}; use and renewal of the token do not change that.
 *
 * <p>A request has no user when its token is unknown, ended or frozen, when the account is disabled for the service
 * {@code login}, and while {@code StpUtil.switchTo} acts as another user. A token that Sa-Token does not store, such as a
 * stateless JWT, counts as issued long ago, so that it cannot bind or unbind.
 *
 * <p>A Saoma session takes precedence. Reading the user does not renew the token's activity.
 */
public final class SaTokenUser implements CurrentUser {
    private final Supplier<StpLogic> logic;

    /** Finds users who are logged in by {@code StpUtil}. */
    public SaTokenUser() {
        this.logic = StpUtil::getStpLogic;
    }

    /** Finds users of another kind of account, by the login type of their {@code StpLogic}, such as {@code admin}. */
    public SaTokenUser(String loginType) {
        this.logic = () -> SaManager.getStpLogic(loginType);
    }

    @Override
    public Optional<SignedIn> of(HttpServletRequest request) {
        return SaomaSession.current(request)
                .map(session -> new SignedIn(session.user(), session.authenticatedAt()))
                .or(() -> own(logic.get()));
    }

    private static Optional<SignedIn> own(StpLogic logic) {
        if (logic.isSwitch()) {
            return Optional.empty();
        }
        @Nullable Object loginId = logic.getLoginIdDefaultNull();
        if (loginId == null || logic.isDisable(loginId)) {
            return Optional.empty();
        }
        return Optional.of(new SignedIn(new UserId(loginId.toString()), loggedInAt(logic)));
    }

    /** The token's session is no source: Sa-Token creates it when it is first asked for. */
    private static Instant loggedInAt(StpLogic logic) {
        @Nullable SaTerminalInfo terminal = logic.getTerminalInfo();
        return terminal == null ? Instant.EPOCH : Instant.ofEpochMilli(terminal.getCreateTime());
    }
}
