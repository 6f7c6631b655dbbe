package dev.saoma.error;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Code of the application's own threw something that is no {@link LoginException}: which port was asked, and, as the cause,
 * what it threw. It is answered as {@link ErrorCode#INTERNAL_ERROR} and says nothing about the person.
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
     * Asks the application.
     *
     * @param port what is asked, such as {@code UserDirectory.find}
     * @throws ApplicationFault around whatever it throws but a {@link LoginException}, by which it refuses in its own words
     */
    public static <T> T named(String port, Supplier<T> question) {
        try {
            return Objects.requireNonNull(question.get(), "it answered null");
        } catch (LoginException | ApplicationFault e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ApplicationFault(port, e);
        }
    }
}
