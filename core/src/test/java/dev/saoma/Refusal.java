package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.saoma.error.LoginException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Returns the error code with which a call is refused. */
final class Refusal {
    private Refusal() {}

    static String of(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("refusal").isInstanceOf(LoginException.class);
        return ((LoginException) thrown).code().code();
    }

    static String of(Object end) {
        return end instanceof LoginException refused ? refused.code().code() : String.valueOf(end);
    }
}
