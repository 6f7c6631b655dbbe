package dev.saoma.servlet.internal.security;

import dev.saoma.store.Actor;

/**
 * The administrator who sends a request.
 *
 * @param actor for the audit trail
 * @param isRecent whether the administrator has authenticated in the last minutes, as some changes require
 */
public record Administrator(Actor actor, Role role, boolean isRecent) {}
