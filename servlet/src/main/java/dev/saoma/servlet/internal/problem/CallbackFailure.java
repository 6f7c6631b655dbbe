package dev.saoma.servlet.internal.problem;

import dev.saoma.logintype.LoginInstance;

/** A login that failed at the callback page, which shows the failure and leads to another login. */
public final class CallbackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LoginInstance instance;
    private final RuntimeException failure;

    public CallbackFailure(LoginInstance instance, RuntimeException failure) {
        super(failure);
        this.instance = instance;
        this.failure = failure;
    }

    LoginInstance instance() {
        return instance;
    }

    RuntimeException failure() {
        return failure;
    }
}
