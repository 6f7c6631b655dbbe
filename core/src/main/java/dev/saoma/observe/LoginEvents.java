package dev.saoma.observe;

import dev.saoma.ExtensionPoint;

/**
 * A listener for logins, binds and unbinds. Called after the commit and never inside a transaction, on the thread of
 * the request, which waits for it. An exception is logged and has no other effect, so a listener cannot refuse a login.
 * If the process ends between the commit and the call, the event is lost; read events that must not be lost from the
 * audit trail.
 */
@ExtensionPoint
@FunctionalInterface
public interface LoginEvents {

    /** Called by many threads. */
    void onEvent(LoginEvent event);

    /** Returns a listener that does nothing. */
    static LoginEvents none() {
        return event -> {};
    }
}
