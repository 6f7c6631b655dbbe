package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.oidc.OidcProvider;
import dev.saoma.oidc.store.PersonalGrants;
import dev.saoma.server.account.AccountChanges;
import dev.saoma.server.account.AccountExport;
import dev.saoma.server.administrator.AdministratorData;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /api/admin/users/{userId}/data}: a copy of what is stored about a user. */
final class ExportHandlers {
    private final App app;
    private final AccountChanges changes;
    private final Database database;
    private final Optional<OidcProvider> provider;

    ExportHandlers(App app, AccountChanges changes, Database database, Optional<OidcProvider> provider) {
        this.provider = provider;
        this.database = database;
        this.app = app;
        this.changes = changes;
    }

    Response export(RoutedRequest call) {
        UserId user = UserHandlers.user(call);
        AccountExport export = changes.export(user);
        AdministratorData administrator = database.read(sql -> AdministratorData.read(sql, user));
        Optional<PersonalGrants> grants = provider.map(one -> one.personalGrants(user));
        var document = ExportDocument.of(export, administrator, loginMethods(), grants);
        return Response.json(200, document).with("Content-Disposition", "attachment; filename=\"personal-data.json\"");
    }

    /** Returns the names of the login methods of each application. */
    private Map<String, List<String>> loginMethods() {
        var names = new TreeMap<String, List<String>>();
        for (LoginInstance instance : app.loginInstances()) {
            names.computeIfAbsent(instance.appId().value(), app -> new ArrayList<>())
                    .add(instance.name());
        }
        return names;
    }
}
