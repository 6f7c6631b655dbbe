package dev.saoma.oidc.store;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the provider stores about one user, without secrets and their hashes. Each list has at most {@link #LIMIT} entries. Grants
 * whose session has ended are deleted within seconds, and are not part of it.
 *
 * @param grants the logins at clients, one for each session and client
 * @param codes their authorization codes, used ones included until they are swept
 * @param tokens their access and refresh tokens
 * @param notices the notices of the user's ended sessions that a client has not accepted yet
 */
public record PersonalGrants(
        List<GrantEntry> grants, List<CodeEntry> codes, List<TokenEntry> tokens, List<NoticeEntry> notices) {

    /** The largest number of entries in a list. */
    public static final int LIMIT = 10_000;

    /** The time of a code or token. */
    public record Times(Optional<Instant> issuedAt, Instant expiresAt, Optional<Instant> usedAt) {}

    /**
     * A login at a client.
     *
     * @param session the public name of the session
     */
    public record GrantEntry(String client, String session, String scope, Instant authenticatedAt, Instant grantedAt) {}

    /** An authorization code. */
    public record CodeEntry(String client, String redirectUri, String scope, Times times) {}

    /**
     * An access or refresh token.
     *
     * @param kind {@code access} or {@code refresh}
     */
    public record TokenEntry(String client, String kind, String scope, Times times) {}

    /**
     * The notice of an ended session.
     *
     * @param sid the session's name for the client
     * @param tries how often sending has begun
     */
    public record NoticeEntry(String client, String sid, String uri, int tries, Instant nextAt) {}

    private static final String OF_USER = " JOIN saoma_oidc_grant g ON g.session_id = s.id";
    private static final String WHERE = " WHERE s.user_id = ? LIMIT " + LIMIT;

    /** Reads by the user's sessions, which have an index. */
    static PersonalGrants read(SqlConnection sql, UserId user, String subject) {
        return new PersonalGrants(grants(sql, user), codes(sql, user), tokens(sql, user), notices(sql, subject));
    }

    private static List<GrantEntry> grants(SqlConnection sql, UserId user) {
        return sql.list(
                "SELECT g.client_id, g.session_id, g.scope, g.auth_time, g.made_at FROM saoma_session s" + OF_USER
                        + WHERE,
                row -> new GrantEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5))),
                user.value());
    }

    private static List<CodeEntry> codes(SqlConnection sql, UserId user) {
        return sql.list(
                "SELECT g.client_id, c.redirect_uri, c.scope, c.expires_at, c.used_at FROM saoma_session s" + OF_USER
                        + " JOIN saoma_oidc_code c ON c.grant_id = g.id" + WHERE,
                row -> new CodeEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        new Times(Optional.empty(), Instant.ofEpochMilli(row.getLong(4)), SweptRows.moment(row, 5))),
                user.value());
    }

    private static List<TokenEntry> tokens(SqlConnection sql, UserId user) {
        return sql.list(
                "SELECT g.client_id, t.kind, t.scope, t.made_at, t.expires_at, t.replaced_at FROM saoma_session s"
                        + OF_USER + " JOIN saoma_oidc_token t ON t.grant_id = g.id" + WHERE,
                row -> new TokenEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        new Times(
                                SweptRows.moment(row, 4),
                                Instant.ofEpochMilli(row.getLong(5)),
                                SweptRows.moment(row, 6))),
                user.value());
    }

    private static List<NoticeEntry> notices(SqlConnection sql, String subject) {
        return sql.list(
                "SELECT client_id, sid, uri, tries, next_at FROM saoma_oidc_logout WHERE sub = ? LIMIT " + LIMIT,
                row -> new NoticeEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        Instant.ofEpochMilli(row.getLong(5))),
                subject);
    }

    /** Returns false when a list has reached {@link #LIMIT}, so that more may be stored. */
    public boolean isComplete() {
        return List.of(grants, codes, tokens, notices).stream().allMatch(list -> list.size() < LIMIT);
    }
}
