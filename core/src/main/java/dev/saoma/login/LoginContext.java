package dev.saoma.login;

import java.util.Map;

/**
 * What a Type may build its instances on.
 *
 * @param login the one way through attempts, ledger and sessions
 */
public record LoginContext(LoginService login, Map<Class<?>, Object> services) {

    /**
     * Something that the app was opened with: the WeChat client, or a service of the application's own.
     *
     * @throws IllegalStateException when the app was opened without it
     */
    public <T> T service(Class<T> type) {
        Object service = services.get(type);
        if (service == null) {
            throw new IllegalStateException(
                    "the app was opened without a " + type.getName() + "; give it to App.builder");
        }
        return type.cast(service);
    }
}
