package dev.saoma.oidc.authorize;

import java.util.Locale;

/** How the parameters of an authorization response reach the client. */
public enum ResponseMode {
    /** In the query of the redirect address. */
    QUERY,
    /** In a form that the browser posts. */
    FORM_POST;

    /** Returns the value of {@code response_mode}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
