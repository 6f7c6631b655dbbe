package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.internal.json.OmitNull;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.account.Account;
import dev.saoma.server.account.AccountChanges;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.admin.RequestBodies.InvitationBody;
import dev.saoma.server.admin.RequestBodies.NewUser;
import dev.saoma.server.admin.RequestBodies.UserChange;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.internal.handler.LoginMethods;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/users}: accounts and invitations. */
final class UserHandlers {
    private final App app;
    private final Accounts accounts;
    private final AccountChanges changes;
    private final InvitationLinks links;

    UserHandlers(App app, Accounts accounts, AccountChanges changes, InvitationLinks links) {
        this.app = app;
        this.accounts = accounts;
        this.changes = changes;
        this.links = links;
    }

    private record UserView(
            String userId,
            String nickname,
            @Nullable String avatar,
            boolean isActive,
            Instant createdAt,

            @OmitNull @Nullable List<CorpEntry> corpList) {

        static UserView of(Account account, @Nullable List<CorpEntry> corpList) {
            return new UserView(
                    account.id().value(),
                    account.nickname(),
                    account.avatarOrNull(),
                    account.active(),
                    account.createdAt(),
                    corpList);
        }
    }

    Response list(RoutedRequest call) {
        var page = new PageRequest(call);
        List<Account> found = page.id("userId")
                .map(id -> accounts.account(new UserId(id)).stream().toList())
                .orElseGet(() -> accounts.after(page.after(), page.limit()));
        return Response.json(
                200, found.stream().map(account -> UserView.of(account, null)).toList());
    }

    Response create(RoutedRequest call, NewUser body) {
        return Response.json(201, UserView.of(changes.create(body.userId(), body.nickname()), null));
    }

    Response one(RoutedRequest call) {
        Account account = account(call);
        return Response.json(200, UserView.of(account, app.login().corpList(account.id())));
    }

    Response change(RoutedRequest call, UserChange body) {
        return Response.json(200, UserView.of(changes.change(user(call), body.nickname(), body.isActive()), null));
    }

    Response delete(RoutedRequest call) {
        changes.delete(user(call));
        return Response.empty(204, ResponseKind.API);
    }

    Response invite(RoutedRequest call, InvitationBody body) {
        Account account = account(call);
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

    static UserId user(RoutedRequest call) {
        return new UserId(call.parameter("userId"));
    }
}
