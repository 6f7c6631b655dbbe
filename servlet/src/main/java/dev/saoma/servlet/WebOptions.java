package dev.saoma.servlet;

import java.util.Optional;

/**
 * Settings of {@link WebSettings} that most installations leave out.
 *
 * @param reauthUrl {@code saoma.reauth-url}: where an application with its own login asks people to sign in again; a path of
 *     this site, or one below the public URL or an allowed origin
 * @param clients {@code saoma.trusted-proxies} and {@code saoma.limits.*}
 * @param cookieSuffix {@code saoma.cookie-suffix}: what tells the cookies' names from those of another installation on this
 *     host, {@link WebSettings#NO_SUFFIX} for nothing; by default what {@link WebSettings#cookieSuffix} makes of the address
 */
public record WebOptions(Optional<String> reauthUrl, ClientSettings clients, Optional<String> cookieSuffix) {
    /** No address to sign in again at, no proxy, the default limits. */
    public static final WebOptions DEFAULT = new WebOptions(Optional.empty(), ClientSettings.DEFAULT, Optional.empty());
}
