package dev.saoma.servlet;

import dev.saoma.login.Display;
import dev.saoma.login.Intent;
import dev.saoma.login.LoginInstance;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses that go out of here: made of the settings, or checked against them. */
final class Addresses {
    private final WebSettings settings;
    private final ReturnTo returnTo;

    Addresses(WebSettings settings) {
        this.settings = settings;
        this.returnTo = new ReturnTo(settings.origins());
    }

    /** Where the page goes in the end; an address that cannot be kept must not keep anybody from logging in. */
    ReturnTo.Outcome returnTo(String address) {
        return returnTo.keep(address);
    }

    /**
     * Where WeChat sends the person back: our callback page, or an address that the settings list.
     *
     * @throws dev.saoma.error.LoginException {@code invalid_request}
     */
    URI redirectUri(LoginInstance instance, Intent intent, Display display, Optional<String> wanted) {
        String callback = settings.address() + "/api/login/" + instance.name() + "/callback";
        String ours = callback + hints(intent, display);
        if (wanted.isEmpty() || wanted.get().equals(callback) || wanted.get().equals(ours)) {
            return URI.create(ours);
        }
        return settings.redirectUris().stream()
                .filter(listed -> listed.toString().equals(wanted.get()))
                .findFirst()
                .orElseThrow(() -> Members.invalid("redirectUri must be left out or be one of saoma.redirect-uris."));
    }

    /** For the callback page's script, which has nothing else to go by; the server trusts only the attempt. */
    private static String hints(Intent intent, Display display) {
        return Stream.of(intent == Intent.BIND ? "action=bind" : "", display == Display.POPUP ? "display=popup" : "")
                .filter(hint -> !hint.isEmpty())
                .collect(Collectors.collectingAndThen(Collectors.joining("&"), all -> all.isEmpty() ? "" : "?" + all));
    }
}
