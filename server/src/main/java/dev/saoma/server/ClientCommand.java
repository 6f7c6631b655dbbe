package dev.saoma.server;

import dev.saoma.element.ElementName;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.ClientType;
import dev.saoma.oidc.client.RedirectUri;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.server.client.ClientFiles;
import dev.saoma.server.client.ClientFiles.Written;
import dev.saoma.server.client.NewClient;
import dev.saoma.server.setting.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code saoma client}. Exit codes: 0 done, 1 refused, 78 settings or files refused. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description =
                "Applications that log in over OpenID Connect, as files in the app's folder. A server that runs takes changes over.")
public final class ClientCommand {
    ClientCommand() {}

    /** What a new client is. */
    static final class Options {
        @Parameters(paramLabel = "NAME", description = "the name of its folder, and its client_id")
        private String name = "";

        @Option(names = "--type", required = true, paramLabel = "TYPE", description = "web, spa or native")
        private String type = "";

        @Option(
                names = "--redirect-uri",
                required = true,
                paramLabel = "URI",
                description = "where users return after the login; may be given more than once")
        private List<String> redirectUris = List.of();

        @Option(
                names = "--post-logout-redirect-uri",
                paramLabel = "URI",
                description = "where users return after a logout; may be given more than once")
        private List<String> postLogoutRedirectUris = List.of();

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                split = "[ ,]",
                description = "what it may be granted (openid,profile)")
        private List<String> scopes = List.of();

        @Option(
                names = "--backchannel-logout-uri",
                paramLabel = "URI",
                description = "where the server reports the end of a session")
        private @Nullable String backchannelLogoutUri;

        @Option(names = "--refresh", description = "it gets refresh tokens")
        private boolean refresh;

        @Option(names = "--pkce-optional", description = "for a web client that sends no code challenge")
        private boolean isPkceOptional;

        @Option(names = "--title", paramLabel = "TITLE", description = "its name for people (NAME)")
        private @Nullable String title;

        private NewClient client() {
            var addresses = new NewClient.Addresses(
                    redirectUris, postLogoutRedirectUris, Optional.ofNullable(backchannelLogoutUri));
            return new NewClient(name, type, Optional.ofNullable(title), addresses, scopes, refresh, isPkceOptional);
        }
    }

    /** Adds a client. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Writes the files of a client, and prints its secret, once.")
    int add(@Mixin SettingOptions settings, @Mixin Options options) {
        ServerSettings server = settings(settings);
        Written written = files(server).add(options.client());
        RegisteredClient client = written.client();
        var lines = new ArrayList<String>();
        lines.add(line("issuer", server.web().address()));
        lines.add(line("client_id", client.id().value()));
        lines.add(secret(written));
        for (RedirectUri address : client.addresses().redirectUris()) {
            lines.add(line("redirect_uri", address.value()));
        }
        lines.add(line("scope", String.join(" ", client.tokens().scopes())));
        lines.add(line("algorithm", client.tokens().idTokenAlgorithm().name()));
        lines.add(line("pkce", options.isPkceOptional ? "S256, or none" : "S256"));
        print(lines);
        return ExitCode.OK;
    }

    /** Adds or removes a secret. */
    @Command(
            name = "secret",
            mixinStandardHelpOptions = true,
            description =
                    "Adds a second secret to a client and prints it, once. Both are good until the older one is removed.")
    int secret(
            @Mixin SettingOptions settings,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--retire", description = "removes the older secret, and adds none") boolean retires) {
        ClientFiles files = files(settings(settings));
        if (retires) {
            files.retireSecret(name);
            print(List.of("The older secret of " + name + " is removed."));
            return ExitCode.OK;
        }
        Written written = files.addSecret(name);
        print(List.of(
                line("client_id", written.client().id().value()),
                secret(written),
                "The older secret is good until: saoma client secret " + name + " --retire"));
        return ExitCode.OK;
    }

    /** Lists all clients. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Prints all clients, one a line.")
    int list(@Mixin SettingOptions settings) {
        Map<ElementName, RegisteredClient> clients = files(settings(settings)).all();
        print(
                clients.isEmpty()
                        ? List.of("no client; saoma client add --help says how to add one")
                        : clients.entrySet().stream()
                                .map(entry -> line(entry.getKey().simple(), entry.getValue()))
                                .toList());
        return ExitCode.OK;
    }

    private static String line(String name, RegisteredClient client) {
        return String.join(
                "  ",
                name,
                client.id().value(),
                client.type().name().toLowerCase(Locale.ROOT),
                client.entry().isActive() ? "active" : "inactive",
                client.type() == ClientType.WEB ? client.secrets().size() + " secret(s)" : "no secret",
                String.join(
                        " ",
                        client.addresses().redirectUris().stream()
                                .map(RedirectUri::value)
                                .toList()));
    }

    private static String secret(Written written) {
        return line(
                "client_secret",
                written.secret()
                        .map(secret -> secret.reveal() + "  (shown only now: the file has its SHA-256)")
                        .orElse("none: a public client"));
    }

    private static String line(String key, String value) {
        return String.format(Locale.ROOT, "%-13s  %s", key, value);
    }

    private static ServerSettings settings(SettingOptions options) {
        return ServerSettings.read(options.read(System.getenv(), null));
    }

    private static ClientFiles files(ServerSettings settings) {
        return new ClientFiles(
                settings.app(), new ClientReader(settings.mode()), name -> Optional.ofNullable(System.getenv(name)));
    }

    private static void print(List<String> lines) {
        lines.forEach(line -> System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
        System.out.flush();
    }
}
