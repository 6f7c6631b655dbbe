package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.internal.account.AccountLinks;
import dev.saoma.internal.account.LinkResult;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.Profiles;
import dev.saoma.internal.account.UserCreation;
import dev.saoma.internal.account.UserLookup;
import dev.saoma.internal.account.UserRemoval;
import dev.saoma.logintype.Authorization;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.Registration;
import dev.saoma.observe.LoginEvent;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.Transaction;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates users for unlinked WeChat identities, as the instance's {@link Registration} allows. */
final class NewUserFlow {
    private static final Logger LOG = LoggerFactory.getLogger(NewUserFlow.class);

    private final LoginEnvironment environment;
    private final AccountLinks links;
    private final UserLookup lookup;
    private final UserRemoval removal;
    private final UserCreation creation;
    private final LoginCodes codes;
    private final BindTickets bindTickets;
    private final Profiles profiles;

    /** A user with the link that was created for it. */
    record Registered(WeChatAuth auth, User user) {}

    NewUserFlow(
            LoginEnvironment environment,
            AccountLinks links,
            UserLookup lookup,
            UserRemoval removal,
            LoginCodes codes,
            BindTickets bindTickets,
            Profiles profiles) {
        this.environment = environment;
        this.links = links;
        this.lookup = lookup;
        this.removal = removal;
        this.creation = new UserCreation(environment, links, removal);
        this.codes = codes;
        this.bindTickets = bindTickets;
        this.profiles = profiles;
    }

    /**
     * Registers the user of an authorization at once ({@code open}), or refuses with a bind ticket ({@code ticket}) or
     * without one ({@code deny}).
     *
     * @param link not {@link LinkResult.Linked}
     */
    Registered registerOrRefuse(
            LoginInstance instance, Authorization authorization, LinkResult link, DerivedTokens tokens) {
        WeChatIdentity identity = authorization.identity();
        if (instance.registration() == Registration.TICKET) {
            var user = new BindTickets.NewUser(
                    instance.fullName(), identity, profiles.read(authorization), tokens.returnTo(), tokens.attempt());
            throw bindTickets.issue(instance, user, tokens);
        }
        if (link instanceof LinkResult.Unbound || instance.registration() == Registration.DENY) {
            throw notBound("");
        }
        Profile profile = profiles.read(authorization);
        return registered(createUser(instance, identity, profile, tx -> {}));
    }

    /** Creates the user of a bind ticket, or finds the user whom another request has created for it meanwhile. */
    LoginCodeResult register(LoginInstance instance, BindTickets.NewUser user, Token bindTicket, DerivedTokens tokens) {
        if (instance.registration() == Registration.DENY) {
            throw notBound("");
        }
        WeChatIdentity identity = user.identity();
        LinkResult link = lookup.find(identity).link();
        if (link instanceof LinkResult.Unbound) {
            throw notBound("");
        }
        Consumer<Transaction> useRight = tx -> bindTickets.use(tx.tickets(), bindTicket);
        Registered registered = registered(createUser(instance, identity, user.profile(), useRight));
        return codes.issue(instance, registered.auth(), registered.user(), Intent.LOGIN, tokens);
    }

    private Registered registered(WeChatAuth auth) {
        User user = removal.find(auth.userId()).orElseThrow(() -> {
            LOG.warn("UserDirectory.find does not know user {}, whom UserDirectory.create answered", auth.userId());
            return notBound("");
        });
        return new Registered(auth, user);
    }

    /** Creates a user and links it to the identity. If another browser of the same person was faster, uses its user. */
    private WeChatAuth createUser(
            LoginInstance instance, WeChatIdentity identity, Profile profile, Consumer<Transaction> useRight) {
        AccountLinks.Binding binding =
                creation.create(identity, profile, user -> linkNewUser(user, identity, profile, useRight));
        if (binding.isNew()) {
            var event = new LoginEvent.Bound(
                    binding.auth().userId(),
                    instance.name(),
                    environment.clock().instant());
            environment.notifier().onEvent(event);
        }
        return binding.auth();
    }

    private AccountLinks.Binding linkNewUser(
            UserId user, WeChatIdentity identity, Profile profile, Consumer<Transaction> useRight) {
        return lookup.write(identity, tx -> {
            useRight.accept(tx);
            LinkResult now = links.resolve(tx, identity);
            if (now instanceof LinkResult.Linked linked) {
                return new AccountLinks.Binding(linked.auth(), false);
            }
            if (now instanceof LinkResult.Unbound || tx.auths().isUnbound(user)) {
                throw notBound("");
            }
            requireUnlinked(tx, user);
            return link(tx, user, identity, profile);
        });
    }

    private AccountLinks.Binding link(Transaction tx, UserId user, WeChatIdentity identity, Profile profile) {
        AccountLinks.Binding binding = links.bind(tx, user, identity);
        // An empty profile means that WeChat was busy; the next login asks again.
        if (!profile.equals(Profile.EMPTY)) {
            profiles.markRead(tx, binding.auth());
        }
        var event =
                AuditEvent.of(environment.clock().instant(), Kind.REGISTERED, Actor.of(user), user, identity.app(), "");
        tx.audit().append(event);
        return new AccountLinks.Binding(binding.auth(), true);
    }

    /**
     * Refuses a user who is not new: the directory returns the same user for the same identity for ever. A login does not link
     * a user who unbound the identity at any application or has bound another one since, nor one with a reused identifier.
     */
    private static void requireUnlinked(Transaction tx, UserId user) {
        if (!tx.auths().lockByUser(user).isEmpty()) {
            throw notBound("UserDirectory.create answered user " + user + ", whom another WeChat is bound to");
        }
    }

    private static LoginException notBound(String note) {
        return new LoginException(
                ErrorCode.WECHAT_NOT_BOUND,
                "This WeChat is not bound to an account here. Sign in another way and bind it, or ask for an invitation.",
                note,
                Map.of());
    }
}
