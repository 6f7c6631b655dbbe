package dev.saoma.server;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.server.administrator.Roles;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.server.element.ElementEnvironment;
import dev.saoma.server.element.ElementNews;
import dev.saoma.server.element.ElementRecovery;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.server.transfer.ElementExport;
import dev.saoma.server.transfer.ElementPlan;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.store.Actor;
import dev.saoma.store.sql.SqlStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code saoma elements}. Exit codes: 0 done, 1 refused, 78 settings or files refused. */
@Command(
        name = "elements",
        mixinStandardHelpOptions = true,
        description =
                "Login methods between a folder, such as a checkout of Git, and where the server keeps them. With the embedded"
                        + " database, stop the server first.")
public final class ElementsCommand {
    ElementsCommand() {}

    /** Writes all login methods. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes all login methods into a new folder. A secret in clear stops it.")
    int export(@Mixin SettingOptions settings, @Parameters(paramLabel = "DIR") Path folder) {
        return with(settings, (app, logins) -> {
            List<String> apps = app.elements().current().apps();
            print(new ElementExport(logins, apps.get(logins.mode().hasDatabase() ? 1 : 0)).write(folder));
            return ExitCode.OK;
        });
    }

    /** Shows what would change. */
    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description =
                    "Prints what is added, changed and removed when the server gets the login methods of a folder, and a hash.")
    int plan(@Mixin SettingOptions settings, @Parameters(paramLabel = "DIR") Path folder) {
        return with(settings, (app, logins) -> {
            ElementPlan plan = ElementPlan.of(folder, logins);
            print(plan.lines());
            print(List.of(plan.isEmpty() ? "nothing to change" : "hash " + plan.hash()));
            return ExitCode.OK;
        });
    }

    /** Makes the changes of a plan. */
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Makes the changes of a plan, if they are still the same.")
    int apply(
            @Mixin SettingOptions settings,
            @Parameters(paramLabel = "DIR") Path folder,
            @Option(names = "--hash", required = true, paramLabel = "HASH", description = "the hash of the plan")
                    String hash) {
        return with(settings, (app, logins) -> {
            ElementPlan plan = ElementPlan.of(folder, logins);
            if (!plan.hash().equals(hash)) {
                System.err.println("saoma: the plan is another one than that with the hash " + hash
                        + ": look at it again with saoma elements plan");
                return ExitCode.SOFTWARE;
            }
            print(app.currentActor().callAs(Actor.CLI, () -> plan.apply(logins)));
            return ExitCode.OK;
        });
    }

    private interface Work {
        int of(App app, LoginElements logins);
    }

    private static int with(SettingOptions options, Work work) {
        ServerSettings settings = ServerSettings.read(options.read(System.getenv(), null));
        Clock clock = Clock.systemUTC();
        try (Database database = ServedApp.database(settings)) {
            SqlStore store = ServedApp.store(settings, database);
            ElementRecovery.run(settings.app(), store, clock);
            try (App app = ServedApp.builder(settings, database, ElementNews.none())
                    .store(store)
                    .open()) {
                var transactions = new AdminTransactions(store, app.sessions(), app.clock(), app.currentActor());
                Optional<Roles> roles =
                        settings.admin().console() ? Optional.of(new Roles(database, transactions)) : Optional.empty();
                var environment = new ElementEnvironment(
                        app,
                        store,
                        transactions,
                        settings.saoma().sealKey(),
                        roles,
                        ElementNews.none(),
                        settings.mode() == Mode.PRODUCTION);
                return work.of(
                        app, LoginElements.of(environment, settings.admin().elements()));
            }
        }
    }

    private static void print(List<String> lines) {
        lines.forEach(line -> System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
        System.out.flush();
    }
}
