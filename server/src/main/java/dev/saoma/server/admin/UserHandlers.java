package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.account.Account;
import dev.saoma.server.account.AccountChanges;
import dev.saoma.server.account.AccountFilter;
import dev.saoma.server.account.AccountPage;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.admin.RequestBodies.InvitationBody;
import dev.saoma.server.admin.RequestBodies.NewUser;
import dev.saoma.server.admin.RequestBodies.UserChange;
import dev.saoma.server.administrator.Roles;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.internal.handler.LoginMethods;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Role;
import java.util.Optional;

/** {@code /api/admin/users}: accounts and invitations. */
final class UserHandlers {
    private final App app;
    private final Accounts accounts;
    private final AccountChanges changes;
    private final InvitationLinks links;
    private final Optional<Roles> roles;

    /** @param roles empty without the console */
    UserHandlers(App app, Accounts accounts, AccountChanges changes, InvitationLinks links, Optional<Roles> roles) {
        this.roles = roles;
        this.app = app;
        this.accounts = accounts;
        this.changes = changes;
        this.links = links;
    }

    Response list(RoutedRequest call) {
        var page = new PageRequest(call);
        for (String name : SearchHandlers.PERSONAL) {
            page.reject(name, "Search by " + name + " with POST /api/admin/users/search: addresses are logged.");
        }
        var filter = new AccountFilter(page.flag("isActive"), page.flag("bound"));
        Optional<UserId> one = page.id("userId").map(UserId::new);
        one.ifPresent(id -> page.reject("after", "Give userId or after, not both."));
        int limit = page.limit();
        AccountPage found = one.map(id ->
                        new AccountPage(accounts.account(id, filter).stream().toList(), Optional.empty()))
                .orElseGet(() -> accounts.after(page.after(), filter, limit));
        Response list = Response.json(
                200,
                found.accounts().stream()
                        .map(account -> UserView.of(account, null))
                        .toList());
        return found.next()
                .map(next -> list.with("Link", "<" + nextPage(next, limit, filter) + ">; rel=\"next\""))
                .orElse(list);
    }

    /** Returns a reference relative to the list's own address, of which a proxy may have changed the beginning. */
    private static String nextPage(String after, int limit, AccountFilter filter) {
        return "?after=" + after + "&limit=" + limit
                + filter.active().map(is -> "&isActive=" + is).orElse("")
                + filter.bound().map(is -> "&bound=" + is).orElse("");
    }

    Response create(RoutedRequest call, NewUser body) {
        return Response.json(201, UserView.of(changes.create(body.userId(), body.nickname()), null));
    }

    Response one(RoutedRequest call) {
        Account account = account(call);
        return Response.json(200, UserView.of(account, app.login().corpList(account.id())));
    }

    Response change(RoutedRequest call, UserChange body) {
        return Response.json(
                200, UserView.of(changes.change(changeable(call).id(), body.nickname(), body.isActive()), null));
    }

    Response delete(RoutedRequest call) {
        changes.delete(user(call));
        return Response.empty(204, ResponseKind.API);
    }

    /** The name of an erased user in the audit trail. */
    private record ErasedView(String auditUserId) {}

    Response erase(RoutedRequest call) {
        return Response.json(200, new ErasedView(changes.erase(user(call)).value()));
    }

    Response invite(RoutedRequest call, InvitationBody body) {
        Account account = changeable(call);
        LoginInstance instance = body.instance()
                .map(name -> new LoginMethods(app).named(name))
                .orElseGet(() -> app.loginInstances().stream()
                        .filter(LoginInstance::isActive)
                        .findFirst()
                        .orElseThrow(() -> new LoginException(
                                ErrorCode.LOGIN_INACTIVE, "No login method is switched on to invite anybody to.")));
        return Response.json(201, links.create(instance, account.id()));
    }

    /** Returns the account that the path names. */
    Account account(RoutedRequest call) {
        return accounts.account(user(call)).orElseThrow(AdminTransaction::noUser);
    }

    /**
     * Returns the account that the path names, which the sender may change. Who may invite, unbind or disable an administrator
     * could act as that administrator, so only owners may.
     */
    Account changeable(RoutedRequest call) {
        return requireChangeable(call, user(call));
    }

    /** As {@link #changeable}, for a user whom the body names. */
    Account requireChangeable(RoutedRequest call, UserId user) {
        Account account = accounts.account(user).orElseThrow(AdminTransaction::noUser);
        boolean isOwner = call.authentication().administrator().role() == Role.OWNER;
        if (!isOwner
                && roles.filter(known -> known.isAdministrator(account.id())).isPresent()) {
            throw new LoginException(
                    ErrorCode.FORBIDDEN, "This user is an administrator, whom only an owner may change.");
        }
        return account;
    }

    static UserId user(RoutedRequest call) {
        return new UserId(call.parameter("userId"));
    }
}
