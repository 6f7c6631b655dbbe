package dev.saoma.server.account;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.Registration;
import dev.saoma.query.Q;
import dev.saoma.secret.TokenHash;
import dev.saoma.wechat.WeChatAuthModel;
import java.util.Optional;
import java.util.stream.Stream;

/** Invites the first user when registration is closed and no administrator has invited a user yet. */
public final class FirstInvitation {
    /** The key is equal at every start and on every node, so that only one first account is created. */
    private static final TokenHash ONCE = TokenHash.of("the first person");

    private final App app;
    private final Database database;

    /** The user to invite, and the login method. */
    public record Recipient(LoginInstance instance, UserId user) {}

    /** Creates the first invitation of an app. */
    public FirstInvitation(App app, Database database) {
        this.app = app;
        this.database = database;
    }

    /**
     * Returns the first account, and creates it if there is none. Empty when the account has a binding, when
     * only other accounts exist, and when every active instance has open registration.
     */
    public Optional<Recipient> recipient() {
        boolean isOpen = active().allMatch(instance -> instance.registration() == Registration.OPEN);
        return isOpen ? Optional.empty() : anyRecipient();
    }

    /** {@link #recipient}, also when registration is open. */
    public Optional<Recipient> anyRecipient() {
        return active().findFirst()
                .flatMap(instance -> account()
                        .filter(Account::active)
                        .filter(account -> !isBound(account.id()))
                        .map(account -> new Recipient(instance, account.id())));
    }

    private Stream<LoginInstance> active() {
        return app.loginInstances().stream().filter(LoginInstance::isActive);
    }

    private Optional<Account> account() {
        var accounts = new Accounts(database, app.clock());
        if (accounts.after("", AccountFilter.ALL, 1).accounts().isEmpty()) {
            return accounts.account(accounts.create(Profile.EMPTY, ONCE));
        }
        return database.read(sql -> new AccountRows(sql).byOnceKey(ONCE));
    }

    private boolean isBound(UserId user) {
        var model = app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
        return model.count(Q.eq("userId", user.value()).toString()) > 0;
    }
}
