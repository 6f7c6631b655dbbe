package dev.saoma.servlet.internal.security;

import dev.saoma.servlet.CurrentUser;
import dev.saoma.session.Sessions;
import java.util.Optional;

/**
 * What can authenticate a request.
 *
 * @param currentUser the application's own login; empty for the Saoma session as the only way to be signed in
 * @param adminKey empty when there are no routes of the administrator
 * @param reauthUrl where users of the application's own login authenticate again
 */
public record AuthenticationSources(
        Sessions sessions,
        Cookies cookies,
        Optional<CurrentUser> currentUser,
        Optional<AdminKey> adminKey,
        Optional<String> reauthUrl) {}
