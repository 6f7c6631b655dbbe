package dev.saoma.servlet;

import java.util.Optional;

/**
 * Settings of {@link WebSettings} that most installations leave out.
 *
 * @param reauthUrl {@code saoma.reauth-url}: where the application's own login lets users authenticate again; a path of this
 *     site, or a URL below the public URL or an allowed origin
 * @param clients {@code saoma.trusted-proxies} and {@code saoma.limits.*}
 * @param cookieSuffix {@code saoma.cookie-suffix}: distinguishes the cookies' names from those of another installation on
 *     this host; {@link WebSettings#NO_SUFFIX} for no suffix; by default derived from the address by
 *     {@link WebSettings#cookieSuffix}
 */
public record WebOptions(Optional<String> reauthUrl, ClientSettings clients, Optional<String> cookieSuffix) {
    /** No re-authentication URL, no proxy, the default limits. */
    public static final WebOptions DEFAULT = new WebOptions(Optional.empty(), ClientSettings.DEFAULT, Optional.empty());
}
