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
 * @param privateScheme the scheme of a native application; empty for http and https
 * @param isOnDevice whether a program on the person's device receives it, whose identity nothing proves
 */
record RedirectTarget(String shown, Optional<String> privateScheme, boolean isOnDevice) {
    private static final Pattern WEB = Pattern.compile("(https?://[^/?#]*).*");
    private static final Pattern OTHER = Pattern.compile("([a-z][a-z0-9+.-]*):.*");

    /** @throws IllegalArgumentException for a text without a scheme, which no client can have registered */
    static RedirectTarget of(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        Matcher web = WEB.matcher(lower);
        if (web.matches()) {
            String origin = web.group(1);
            boolean loopback =
                    WebOrigin.parse(origin).filter(WebOrigin::isLoopback).isPresent();
            return new RedirectTarget(origin.substring(origin.indexOf("//") + 2), Optional.empty(), loopback);
        }
        Matcher other = OTHER.matcher(lower);
        if (!other.matches()) {
            throw new IllegalArgumentException("a redirect address begins with a scheme");
        }
        return new RedirectTarget(other.group(1), Optional.of(other.group(1)), true);
    }
}
