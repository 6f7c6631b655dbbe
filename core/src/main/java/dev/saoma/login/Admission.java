package dev.saoma.login;

import dev.saoma.audit.AuditEvent;
import dev.saoma.audit.AuditEvent.Kind;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Ledger;
import dev.saoma.identity.Person;
import dev.saoma.identity.Profile;
import dev.saoma.identity.Resolution;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.Watch;
import dev.saoma.secret.Token;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a person who has scanned to the login code of a user: who is let in, and who may become somebody. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Store<LoginTransaction> store;
    private final Ledger ledger;
    private final Users users;
    private final UserRemoval removal;
    private final UserLookup lookup;
    private final Membership membership;
    private final LoginCodes codes;
    private final BindTickets bindTickets;
    private final Profiles profiles;
    private final Clock clock;
    private final Watch watch;

    Admission(
            Store<LoginTransaction> store,
            Ledger ledger,
            Users users,
            UserRemoval removal,
            UserLookup lookup,
            Membership membership,
            LoginCodes codes,
            BindTickets bindTickets,
            Profiles profiles,
            Clock clock,
            Watch watch) {
        this.store = store;
        this.ledger = ledger;
        this.users = users;
        this.removal = removal;
        this.lookup = lookup;
        this.membership = membership;
        this.codes = codes;
        this.bindTickets = bindTickets;
        this.profiles = profiles;
        this.clock = clock;
        this.watch = watch;
    }

    LoginCodeResult login(LoginInstance instance, String code, Proof proof) {
        Scan scan = instance.identify(code);
        UserLookup.Found found = lookup.find(scan.person());
        if (found.resolution() instanceof Resolution.Known known) {
            LoginCodeResult result = signIn(instance, known.auth(), found.requireUser(), Intent.LOGIN, proof);
            profiles.refresh(known.auth(), scan);
            return result;
        }
        WeChatAuth auth = welcome(instance, scan, found.resolution(), proof);
        return signIn(instance, auth, become(auth), Intent.LOGIN, proof);
    }

    /** @throws LoginException {@code forbidden} when somebody else than the session's user has scanned */
    LoginCodeResult reauthenticate(LoginInstance instance, String code, @Nullable UserId user, Proof proof) {
        UserLookup.Found found = lookup.find(instance.identify(code).person());
        if (found.resolution() instanceof Resolution.Known known
                && known.auth().userId().equals(user)) {
            return signIn(instance, known.auth(), found.requireUser(), Intent.REAUTH, proof);
        }
        throw new LoginException(
                ErrorCode.FORBIDDEN,
                "That was another WeChat than the one of the signed-in account. Scan with the account's own.");
    }

    /** Makes a user of the newcomer of a bind ticket, or finds the user that they have become meanwhile. */
    LoginCodeResult register(LoginInstance instance, Newcomer newcomer, Token bindTicket, Proof proof) {
        if (instance.registration() == Registration.DENY) {
            throw notBound();
        }
        Person person = newcomer.person();
        Resolution resolution = lookup.find(person).resolution();
        if (resolution instanceof Resolution.Unlinked) {
            throw notBound();
        }
        UserId user = resolution instanceof Resolution.Known known
                ? known.auth().userId()
                : users.create(person, newcomer.profile());
        WeChatAuth auth =
                become(instance, user, person, newcomer.profile(), tx -> bindTickets.use(tx.tickets(), bindTicket));
        return signIn(instance, auth, become(auth), Intent.LOGIN, proof);
    }

    private WeChatAuth welcome(LoginInstance instance, Scan scan, Resolution resolution, Proof proof) {
        if (instance.registration() == Registration.TICKET) {
            var newcomer = new Newcomer(instance.fullName(), scan.person(), Users.profile(scan), proof.returnTo());
            throw bindTickets.issue(instance, newcomer, proof);
        }
        if (resolution instanceof Resolution.Unlinked || instance.registration() == Registration.DENY) {
            throw notBound();
        }
        Profile profile = Users.profile(scan);
        return become(instance, users.create(scan.person(), profile), scan.person(), profile, tx -> {});
    }

    /** The user whom a newcomer has become, as the directory says. */
    private User become(WeChatAuth auth) {
        return removal.find(auth.userId()).orElseThrow(() -> {
            LOG.warn("UserDirectory.find does not know user {}, whom UserDirectory.create answered", auth.userId());
            return notBound();
        });
    }

    /** Another browser of the same newcomer may have been quicker: then the ledger's user is the one. */
    private WeChatAuth become(
            LoginInstance instance, UserId user, Person person, Profile profile, Consumer<LoginTransaction> proof) {
        Become become = lookup.write(person, tx -> {
            proof.accept(tx);
            Resolution now = ledger.resolve(tx, person);
            if (now instanceof Resolution.Known known) {
                return new Become(known.auth(), false);
            }
            if (now instanceof Resolution.Unlinked || tx.auths().unlinked(user)) {
                throw notBound();
            }
            requireUnbound(tx, user);
            WeChatAuth auth = ledger.bind(tx, user, person).auth();
            // Somebody who came without a name because WeChat was busy is asked about again at the next login.
            if (!profile.equals(Profile.EMPTY)) {
                profiles.note(tx, auth);
            }
            tx.audit()
                    .append(new AuditEvent(
                            clock.instant(),
                            Kind.REGISTERED,
                            user.value(),
                            person.app().value(),
                            ""));
            return new Become(auth, true);
        });
        if (become.bound()) {
            watch.happened(new LoginEvent.Bound(user, instance.name(), clock.instant()));
        }
        return become.auth();
    }

    /** @param bound whether it was this caller who bound the row */
    private record Become(WeChatAuth auth, boolean bound) {}

    /**
     * The directory answers the same user for the same person for ever. One who took that WeChat away, at whatever
     * application, or has another one by now, is not given back to it by a scan. Nor is anybody given to a person whose
     * identifier was somebody else's before.
     */
    private static void requireUnbound(LoginTransaction tx, UserId user) {
        if (!tx.auths().lockByUser(user).isEmpty()) {
            throw notBound("UserDirectory.create answered user " + user + ", whom another WeChat is bound to");
        }
    }

    private LoginCodeResult signIn(LoginInstance instance, WeChatAuth auth, User user, Intent intent, Proof proof) {
        Users.admitted(user);
        instance.admit(auth);
        store.write(tx -> {
            codes.put(tx.tickets(), instance, auth, intent, proof);
            return true;
        });
        return new LoginCodeResult(proof.loginCode().reveal(), membership.corpList(auth.userId()));
    }

    /** The answer that a login code was minted for, once more. */
    FinishedLogin again(Ticket loginCode, Token token) {
        UserId user = Objects.requireNonNull(loginCode.user());
        return new FinishedLogin(
                new LoginCodeResult(token.reveal(), membership.corpList(user)),
                Payload.parse(loginCode.payload()).returnTo());
    }

    private static LoginException notBound() {
        return notBound("");
    }

    private static LoginException notBound(String note) {
        return new LoginException(
                ErrorCode.WECHAT_NOT_BOUND,
                "This WeChat is not bound to an account here. Sign in another way and bind it, or ask for an invitation.",
                note,
                Map.of());
    }
}
