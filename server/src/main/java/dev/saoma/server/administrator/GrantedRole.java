package dev.saoma.server.administrator;

import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.security.Role;
import dev.saoma.store.Actor;
import java.time.Instant;

/**
 * The role of a user.
 *
 * @param nickname of the user's account
 * @param grantedBy who gave the role
 */
public record GrantedRole(UserId user, String nickname, Role role, Instant grantedAt, Actor grantedBy) {}
