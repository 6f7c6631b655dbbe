package dev.saoma.servlet.internal.security;

import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.TokenIssuer;
import dev.saoma.session.Sessions;
import java.util.Optional;

/**
 * The sources by which a request is authenticated.
 *
 * @param currentUser the application's own login; when empty, only the Saoma session signs a user in
 * @param tokenIssuer the application's own tokens; when empty, a login opens a Saoma session
 * @param administrators empty when there are no routes of administrators
 * @param reauthUrl where users of the application's own login authenticate again
 */
public record AuthenticationSources(
        Sessions sessions,
        Cookies cookies,
        Optional<CurrentUser> currentUser,
        Optional<TokenIssuer> tokenIssuer,
        Optional<Administrators> administrators,
        Optional<String> reauthUrl) {}
