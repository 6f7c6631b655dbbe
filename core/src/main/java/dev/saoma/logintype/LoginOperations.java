package dev.saoma.logintype;

import dev.saoma.identity.UserId;

/** The operations behind the methods of a {@link LoginInstance}, which the login service implements. Thread-safe. */
public interface LoginOperations {
    /** {@link LoginInstance#getLoginCode}. */
    LoginCodeResult loginCode(LoginInstance instance, String code);

    /** {@link LoginInstance#bind}. */
    void bind(LoginInstance instance, UserId user, String code);

    /** {@link LoginInstance#unbind}. */
    void unbind(LoginInstance instance, UserId user);

    /** Whether a row of the authentication model is as stored, belongs to the instance's application and has a user. */
    boolean isValid(LoginInstance instance, Object authObj);
}
