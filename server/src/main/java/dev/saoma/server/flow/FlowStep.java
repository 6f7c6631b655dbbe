package dev.saoma.server.flow;

import dev.saoma.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of an attempt that has ended.
 *
 * @param name one of {@link dev.saoma.observe.LoginSteps#NAMES}
 * @param failure empty for success
 */
public record FlowStep(String name, Instant at, Duration took, Optional<ErrorCode> failure) {

    /** Returns whether this is a call to WeChat, which is a part of another step. */
    boolean isCall() {
        return name.startsWith("/");
    }
}
