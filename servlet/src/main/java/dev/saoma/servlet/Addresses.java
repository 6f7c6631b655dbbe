package dev.saoma.servlet;

import dev.saoma.login.Intent;
import dev.saoma.login.LoginInstance;
import java.net.URI;
import java.util.Optional;

/** Addresses that go out of here: made of the settings, or checked against them. */
final class Addresses {
    private final WebSettings settings;
    private final ReturnTo returnTo;

    Addresses(WebSettings settings) {
        this.settings = settings;
        this.returnTo = new ReturnTo(settings.origins());
    }

    /** @throws dev.saoma.error.LoginException {@code invalid_request} */
    String requireReturnTo(String address) {
        if (!returnTo.allows(address)) {
            throw Members.invalid(
                    "returnTo must be a plain path of this site, such as /orders?open=1, or such a path below an"
                            + " origin in saoma.allowed-origins.");
        }
        return address;
    }

    /**
     * Where WeChat sends the person back: our callback page, or an address that the settings list.
     *
     * @throws dev.saoma.error.LoginException {@code invalid_request}
     */
    URI redirectUri(LoginInstance instance, Intent intent, Optional<String> wanted) {
        String callback = settings.publicUrl() + settings.path() + "/api/login/" + instance.name() + "/callback";
        // The hint is for the callback page's script; the server trusts only the attempt.
        String ours = intent == Intent.BIND ? callback + "?action=bind" : callback;
        if (wanted.isEmpty() || wanted.get().equals(callback) || wanted.get().equals(ours)) {
            return URI.create(ours);
        }
        return settings.redirectUris().stream()
                .filter(listed -> listed.toString().equals(wanted.get()))
                .findFirst()
                .orElseThrow(() -> Members.invalid("redirectUri must be left out or be one of saoma.redirect-uris."));
    }
}
