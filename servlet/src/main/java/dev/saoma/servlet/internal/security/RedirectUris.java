package dev.saoma.servlet.internal.security;

import dev.saoma.login.Intent;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.ReturnToValidator;
import java.net.URI;
import java.util.Optional;

/** Checks the addresses to which a browser is sent after WeChat's page, and after the login. */
public final class RedirectUris {
    private final WebSettings settings;
    private final ReturnToValidator returnTo;

    public RedirectUris(WebSettings settings) {
        this.settings = settings;
        this.returnTo = new ReturnToValidator(settings.origins());
    }

    /** Checks the address for after the login; an invalid one does not prevent the login. */
    public ReturnToValidator.Outcome returnTo(String address) {
        return returnTo.keep(address);
    }

    /**
     * Returns the address to which WeChat redirects: the callback page, or a requested address that the settings list.
     *
     * @throws dev.saoma.error.LoginException {@code invalid_request}
     */
    public URI redirectUri(LoginInstance instance, Intent intent, Display display, Optional<String> wanted) {
        String callback = settings.address() + "/api/login/" + instance.name() + "/callback";
        String ours = callback + hints(intent, display);
        if (wanted.isEmpty() || wanted.get().equals(callback) || wanted.get().equals(ours)) {
            return URI.create(ours);
        }
        return settings.redirectUris().stream()
                .filter(listed -> listed.toString().equals(wanted.get()))
                .findFirst()
                .orElseThrow(
                        () -> RequestErrors.invalid("redirectUri must be left out or be one of saoma.redirect-uris."));
    }

    /** Hints for the callback page's script; the server trusts only the attempt. */
    private static String hints(Intent intent, Display display) {
        String bind = intent == Intent.BIND ? "?action=bind" : "";
        String popup = display == Display.POPUP ? "display=popup" : "";
        return popup.isEmpty() ? bind : bind + (bind.isEmpty() ? "?" : "&") + popup;
    }
}
