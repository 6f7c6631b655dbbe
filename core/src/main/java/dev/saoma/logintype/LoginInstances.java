package dev.saoma.logintype;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.WeChatAuth;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The login instances of an app, and the checks before one is used. Thread-safe.
 *
 * @param current the instances as the app's files are now; asked each time
 */
public record LoginInstances(Supplier<List<LoginInstance>> current) {

    /** All instances. */
    public List<LoginInstance> all() {
        return current.get();
    }

    /** The instance of a simple name, such as {@code MyWeChatLogin}. */
    public Optional<LoginInstance> named(String name) {
        for (LoginInstance instance : all()) {
            if (instance.name().equals(name)) {
                return Optional.of(instance);
            }
        }
        return Optional.empty();
    }

    /** The instance of a full name, if it still belongs to that application. */
    public Optional<LoginInstance> find(String fullName, AppId app) {
        for (LoginInstance instance : all()) {
            if (instance.fullName().equals(fullName) && instance.appId().equals(app)) {
                return Optional.of(instance);
            }
        }
        return Optional.empty();
    }

    /** The first instance of an application. */
    public Optional<LoginInstance> of(AppId app) {
        return all().stream().filter(instance -> instance.appId().equals(app)).findFirst();
    }

    /** The applications that active instances belong to. */
    public List<AppId> activeApps() {
        return all().stream()
                .filter(LoginInstance::isActive)
                .map(LoginInstance::appId)
                .toList();
    }

    /**
     * Refuses an inactive instance.
     *
     * @throws LoginException {@code login_inactive}
     */
    public static void requireActive(LoginInstance instance) {
        if (!instance.isActive()) {
            throw new LoginException(
                    ErrorCode.LOGIN_INACTIVE,
                    "The login method " + instance.name()
                            + " is switched off (isActive is false in its business file).");
        }
    }

    /**
     * Lets the instance's own rule refuse a user.
     *
     * @throws LoginException as {@link LoginInstance#admit} does
     */
    public static void admit(LoginInstance instance, WeChatAuth auth) {
        instance.admit(auth);
    }

    /**
     * Refuses a text that cannot be an authorization code.
     *
     * @throws LoginException {@code invalid_request} when it is not 1 to 512 visible ASCII characters
     */
    public static String requireCode(String code) {
        if (code.isEmpty() || code.length() > 512 || !code.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new LoginException(ErrorCode.INVALID_REQUEST, "code must be 1 to 512 visible ASCII characters.");
        }
        return code;
    }
}
