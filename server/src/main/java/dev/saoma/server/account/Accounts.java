package dev.saoma.server;

import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The users that the server keeps itself, in {@code saoma_account}. They sign in by their bindings and nothing else. */
final class Accounts implements UserDirectory {
    private static final String SCHEMA = "dev/saoma/server/schema";
    private static final String HISTORY = "saoma_server_schema_history";

    private final Database database;
    private final Clock clock;

    Accounts(Database database, Clock clock, boolean migrate) {
        this.database = database;
        this.clock = clock;
        if (migrate) {
            database.migrate(SCHEMA, HISTORY);
        }
    }

    @Override
    public Optional<User> find(UserId id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM saoma_account WHERE id = ?")
                .bind(0, id.value())
                .map((row, context) -> user(row))
                .findOne());
    }

    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        return database.write(handle -> byOnceKey(handle, onceKey).orElseGet(() -> insert(handle, profile, onceKey)));
    }

    private UserId insert(Handle handle, Profile profile, TokenHash onceKey) {
        var id = new UserId("u_" + Token.random().reveal().substring(0, 24));
        handle.createUpdate("""
                        INSERT INTO saoma_account (id, nickname, avatar, once_key, created_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .bind(0, id.value())
                .bind(1, profile.nickname())
                .bind(2, profile.avatarOrNull())
                .bind(3, onceKey.value())
                .bind(4, clock.millis())
                .execute();
        return id;
    }

    private static Optional<UserId> byOnceKey(Handle handle, TokenHash onceKey) {
        return handle.createQuery("SELECT id FROM saoma_account WHERE once_key = ?")
                .bind(0, onceKey.value())
                .mapTo(String.class)
                .findOne()
                .map(UserId::new);
    }

    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return false;
    }

    @Override
    public boolean bindingsAreTheOnlyWayIn() {
        return true;
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getString("id")),
                row.getString("nickname"),
                row.getString("avatar"),
                row.getInt("disabled") == 0);
    }
}
