package dev.saoma.server.flow;

import dev.saoma.error.ErrorCode;
import dev.saoma.secret.AttemptReference;
import dev.saoma.secret.BrowserReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that failed.
 *
 * @param browser empty when this node did not see the begin of the attempt
 * @param step one of {@link dev.saoma.observe.LoginSteps#NAMES}
 */
record FlowFailure(
        Instant at,
        Optional<AttemptReference> attempt,
        Optional<BrowserReference> browser,
        Optional<String> instance,
        String step,
        ErrorCode code,
        Duration took) {}
