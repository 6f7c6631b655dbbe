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

/** How the first person gets in where nobody can register and nobody is there to invite. */
public final class FirstPerson {
    /** The same at every start and on every node, so that there is one first account however often it is made. */
    private static final TokenHash ONCE = TokenHash.of("the first person");

    private final App app;
    private final Database database;
    private final URI publicUrl;

    /** @param publicUrl where browsers find the server, without a slash at the end */
    public FirstPerson(App app, Database database, URI publicUrl) {
        this.app = app;
        this.database = database;
        this.publicUrl = publicUrl;
    }

    /**
     * An invitation for the first account, which is made when there is no account at all; empty once a WeChat is bound to
     * it, when there are only others, or when every active instance lets everybody register.
     */
    public Optional<InvitationLink> invite() {
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
