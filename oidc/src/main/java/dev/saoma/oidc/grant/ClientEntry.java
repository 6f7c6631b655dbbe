package dev.saoma.oidc.grant;

import dev.saoma.error.ApplicationFault;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.oidc.client.RegisteredClient;
import java.util.Set;

/**
 * Whether a client admits a user: an active client, and a user who is an active member of one of its organisations. Calls the
 * application, so never inside a transaction.
 */
public record ClientEntry(OrganizationDirectory organizations) {

    /** Returns whether a client admits a user now. */
    public boolean admits(RegisteredClient client, UserId user) {
        Set<CorpId> corps = client.entry().corps();
        return client.entry().isActive() && (corps.isEmpty() || isMember(user, corps));
    }

    private boolean isMember(UserId user, Set<CorpId> corps) {
        return ApplicationFault.named("OrganizationDirectory.of", () -> organizations.of(user)).stream()
                .anyMatch(corp -> corps.contains(corp.id()));
    }
}
