package dev.saoma.error;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * The application's code threw an exception other than {@link LoginException}. The message names the port that was
 * called; the cause is the exception. The response is {@link ErrorCode#INTERNAL_ERROR}. Holds no data about a user.
 */
public final class ApplicationFault extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private ApplicationFault(String port, RuntimeException cause) {
        super(
                "the application's " + port + " failed. Saoma calls it outside the application's controllers and their"
                        + " interceptors, so that a tenant, a user or a transaction that those set is not there",
                cause);
    }

    /**
     * Calls a port of the application.
     *
     * @param port the port's name, such as {@code UserDirectory.find}
     * @throws ApplicationFault around any exception except {@link LoginException}, by which an application refuses
     *     with its own message
     */
    public static <T> T named(String port, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "it answered null");
        } catch (LoginException | ApplicationFault e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ApplicationFault(port, e);
        }
    }
}
