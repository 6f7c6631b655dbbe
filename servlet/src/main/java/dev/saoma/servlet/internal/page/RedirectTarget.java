package dev.saoma.servlet.internal.page;

import dev.saoma.servlet.internal.http.WebOrigin;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the redirect address of a client leads.
 *
 * @param shown the host with its port, or the private scheme of a native application
 * @param formTarget the source of {@code form-action} that allows it
 * @param isOnDevice whether a program on the person's device receives it, whose identity nothing proves
 */
record RedirectTarget(String shown, String formTarget, boolean isOnDevice) {
    private static final Pattern WEB = Pattern.compile("(https?)://([^/?#]*)[^\\n]*");
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):[^\\n]*");

    /** @throws IllegalArgumentException for a text without a scheme, which no client can have registered */
    static RedirectTarget of(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        Matcher web = WEB.matcher(lower);
        if (web.matches()) {
            return ofWeb(web.group(1), web.group(2));
        }
        Matcher scheme = SCHEME.matcher(lower);
        if (!scheme.matches()) {
            throw new IllegalArgumentException("a redirect address begins with a scheme");
        }
        return new RedirectTarget(scheme.group(1), scheme.group(1) + ":", true);
    }

    private static RedirectTarget ofWeb(String scheme, String authority) {
        Optional<WebOrigin> origin = WebOrigin.parse(scheme + "://" + authority);
        // A policy cannot name an IPv6 address.
        String target = origin.filter(one -> !one.host().startsWith("["))
                .map(WebOrigin::toString)
                .orElse(scheme + ":");
        return new RedirectTarget(
                authority, target, origin.filter(WebOrigin::isLoopback).isPresent());
    }
}
