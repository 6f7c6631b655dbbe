package dev.saoma.server.organization;

import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The organisations that the server stores. Thread-safe. */
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
        return database.lookUp(sql -> new OrganizationRows(sql, database.dialect()).of(user, OF_ONE_USER));
    }

    /** Returns the organisation of that identifier; empty when there is none. */
    public Optional<Organization> organization(CorpId id) {
        return read(rows -> rows.find(id));
    }

    /** Returns the exception for an identifier without an organisation. */
    public static LoginException notFound() {
        return new LoginException(ErrorCode.NOT_FOUND, "There is no organisation of this corpId.");
    }

    /** Returns a page of organisations after an identifier, sorted; an empty text for the first page. */
    public List<Organization> after(String id, int limit) {
        return read(rows -> rows.after(id, limit));
    }

    /** Returns a page of an organisation's members after an identifier, sorted; an empty text for the first page. */
    public List<Member> members(CorpId corp, String after, int limit) {
        return read(rows -> rows.members(corp, after, limit));
    }

    private <T> T read(Function<OrganizationRows, T> query) {
        return database.read(sql -> query.apply(new OrganizationRows(sql, database.dialect())));
    }
}
