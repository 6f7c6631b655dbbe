package dev.saoma.oidc.logout;

/**
 * The statistics of this node's notices of ended sessions since it was opened.
 *
 * @param delivered notices that their client accepted
 * @param failedTries requests that their client did not accept; one notice may have several
 * @param givenUp notices that were deleted without being accepted
 * @param inFlight requests that wait for their answer now
 */
public record BackchannelLogoutFigures(long delivered, long failedTries, long givenUp, int inFlight) {}
