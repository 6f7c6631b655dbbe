package dev.saoma.observe;

import dev.saoma.ExtensionPoint;

/**
 * Hears of what has happened to users: after the commit and never inside a transaction, on the thread of the request, which
 * waits for it. What it throws is logged and goes no further: nothing can be refused here. A process that dies between the
 * commit and the call tells nobody, so what must not be missed is read from the audit trail.
 */
@ExtensionPoint
@FunctionalInterface
public interface LoginEvents {

    /** Called by many threads. */
    void onEvent(LoginEvent event);

    /** Nobody listens. */
    static LoginEvents none() {
        return event -> {};
    }
}
