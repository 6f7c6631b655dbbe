package dev.saoma.server.account;

import dev.saoma.database.Database;
import dev.saoma.durability.Durability;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import java.time.Clock;
import java.util.Optional;

/** The users that the server stores. They sign in with their bindings only. Thread-safe. */
public final class Accounts implements UserDirectory {
    private final Database database;
    private final Clock clock;

    /** @param database has the server's tables */
    public Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Returns the account of that identifier; empty when there is none. */
    public Optional<Account> account(UserId id) {
        return database.lookUp(sql -> new AccountRows(sql).find(id));
    }

    /** Returns the account of that identifier; empty when there is none, and when it does not pass the filter. */
    public Optional<Account> account(UserId id, AccountFilter filter) {
        return database.read(sql -> new AccountRows(sql).find(id, filter));
    }

    /** Returns a page of accounts after an identifier, sorted; an empty text for the first page. */
    public AccountPage after(String id, AccountFilter filter, int limit) {
        return database.read(sql -> new AccountRows(sql).after(id, filter, limit));
    }

    @Override
    public Optional<User> find(UserId id) {
        return account(id).map(Account::user);
    }

    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        // Of two concurrent calls the second finds the account of the first: SQLite has one writer, and in a database
        // server the unique key makes the transaction run again.
        return database.write(sql -> {
            var rows = new AccountRows(sql);
            return rows.byOnceKey(onceKey).map(Account::id).orElseGet(() -> {
                UserId id = newId();
                rows.insert(id, profile, false, onceKey, clock.instant());
                return id;
            });
        });
    }

    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return false;
    }

    @Override
    public boolean bindingsAreTheOnlyWayIn() {
        return true;
    }

    @Override
    public boolean keepsProfiles() {
        return true;
    }

    @Override
    public void update(UserId user, Profile profile) {
        database.write(Durability.ASYNCHRONOUS, sql -> {
            new AccountRows(sql).refresh(user, profile);
            return true;
        });
    }

    static UserId newId() {
        return new UserId("u_" + Token.random().reveal().substring(0, 24));
    }
}
