package dev.saoma.server.admin;

import dev.saoma.server.account.AccountPage;
import dev.saoma.server.account.AccountSearch;
import dev.saoma.server.admin.RequestBodies.UserSearch;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/users/search}: accounts by personal data, which is in the body, as addresses are logged. */
final class SearchHandlers {
    /** The members that the address of a list must not have. */
    static final List<String> PERSONAL = List.of("openid", "unionid", "nickname", "q");

    private final AccountSearch accounts;

    SearchHandlers(AccountSearch accounts) {
        this.accounts = accounts;
    }

    private record ResultView(
            List<UserView> users, @Nullable String next) {}

    Response search(RoutedRequest call, UserSearch body) {
        AccountPage page;
        try {
            page = accounts.search(body.term(), body.filter(), body.after(), body.limit());
        } catch (IllegalArgumentException e) {
            throw RequestErrors.invalid("after must be the next of the page before.");
        }
        List<UserView> users = page.accounts().stream()
                .map(account -> UserView.of(account, null))
                .toList();
        return Response.json(200, new ResultView(users, page.next().orElse(null)));
    }
}
