package dev.saoma.server.organization;

import dev.saoma.database.Database;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserId;
import java.util.List;
import java.util.Optional;

/** The organisations that the server keeps itself. Thread-safe. */
public final class Organizations implements OrganizationDirectory {
    private static final int OF_ONE_USER = 1_000;

    private final Database database;

    /** @param database has the server's tables */
    public Organizations(Database database) {
        this.database = database;
    }

    /** {@inheritDoc} At most 1,000 of them. */
    @Override
    public List<Corp> of(UserId user) {
        return database.read(handle -> new OrganizationRows(handle).of(user, OF_ONE_USER));
    }

    /** The organisation of that identifier. */
    public Optional<Organization> organization(CorpId id) {
        return database.read(handle -> new OrganizationRows(handle).find(id));
    }

    /** Those whose identifiers come after one, in their order; an empty text for the first. */
    public List<Organization> after(String id, int limit) {
        return database.read(handle -> new OrganizationRows(handle).after(id, limit));
    }

    /** Who belongs to an organisation, by identifiers after one; an empty text for the first. */
    public List<Member> members(CorpId corp, String after, int limit) {
        return database.read(handle -> new OrganizationRows(handle).members(corp, after, limit));
    }
}
