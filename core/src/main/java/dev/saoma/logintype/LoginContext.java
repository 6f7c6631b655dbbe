package dev.saoma.logintype;

import java.util.Map;

/**
 * The services that a Type builds its instances on.
 *
 * @param login the operations behind the instances' methods
 * @param services by class
 */
public record LoginContext(LoginOperations login, Map<Class<?>, Object> services) {

    /**
     * A service that the app was opened with: the WeChat client, or one of the application.
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
