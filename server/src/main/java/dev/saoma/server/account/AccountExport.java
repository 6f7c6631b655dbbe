package dev.saoma.server.account;

import dev.saoma.identity.CorpId;
import dev.saoma.privacy.PersonalData;
import java.time.Instant;
import java.util.List;

/** Everything that is stored about one user of the server, as of one transaction. */
public record AccountExport(
        Instant exportedAt, Account account, List<Membership> memberships, PersonalData personalData) {

    /** An organisation of the user. */
    public record Membership(CorpId corp, String corpName, Instant joinedAt) {}

    /** Returns false when a list has reached {@link PersonalData#LIMIT}, so that more may be stored. */
    public boolean isComplete() {
        return personalData.isComplete() && memberships.size() < PersonalData.LIMIT;
    }
}
