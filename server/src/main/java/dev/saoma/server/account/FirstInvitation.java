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
import java.net.URI;
import java.util.Optional;

/** Invites the first user when registration is closed and no administrator has invited a user yet. */
public final class FirstInvitation {
    /** The key is equal at every start and on every node, so that only one first account is created. */
    private static final TokenHash ONCE = TokenHash.of("the first person");

    private final App app;
    private final Database database;
    private final URI publicUrl;

    /** @param publicUrl the address of the server for browsers, without a slash at the end */
    public FirstInvitation(App app, Database database, URI publicUrl) {
        this.app = app;
        this.database = database;
        this.publicUrl = publicUrl;
    }

    /**
     * Creates an invitation to the first account, and that account if there is none. Empty when the account has a binding, when
     * only other accounts exist, and when every active instance has open registration.
     */
    public Optional<InvitationLink> create() {
        var active =
                app.loginInstances().stream().filter(LoginInstance::isActive).toList();
        if (active.stream().allMatch(instance -> instance.registration() == Registration.OPEN)) {
            return Optional.empty();
        }
        LoginInstance instance = active.get(0);
        return account()
                .filter(Account::active)
                .filter(account -> !isBound(account.id()))
                .map(account ->
                        InvitationLink.of(publicUrl, instance, app.login().invite(instance, account.id())));
    }

    private Optional<Account> account() {
        var accounts = new Accounts(database, app.clock());
        if (accounts.after("", 1).isEmpty()) {
            return accounts.account(accounts.create(Profile.EMPTY, ONCE));
        }
        return database.read(handle -> new AccountRows(handle).byOnceKey(ONCE));
    }

    private boolean isBound(UserId user) {
        var model = app.getElement("auths.loginTypes.WeChatType.WeChatAuthModel", WeChatAuthModel.class);
        return model.count(Q.eq("userId", user.value()).toString()) > 0;
    }
}
