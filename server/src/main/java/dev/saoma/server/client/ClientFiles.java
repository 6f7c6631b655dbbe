package dev.saoma.server.client;

import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.element.FileChanges;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.ClientSecretHash;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.secret.Token;
import dev.saoma.server.draft.ElementNames;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.element.ElementFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The files of clients in an app's folder. What is written was read and checked by the provider's own reader first. A server that
 * runs takes it over as other changes of the folder.
 */
public final class ClientFiles {
    private static final String PACKAGE = "auths.clients.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private final Path app;
    private final ElementFolder folder;
    private final ClientReader reader;
    private final Function<String, Optional<String>> environment;

    /**
     * @param app the app's folder
     * @param environment returns the value of a {@code {{NAME}}}
     */
    public ClientFiles(Path app, ClientReader reader, Function<String, Optional<String>> environment) {
        this.app = app;
        this.folder = ElementFolder.of(app);
        this.reader = reader;
        this.environment = environment;
    }

    /**
     * A written client.
     *
     * @param secret what it proves itself with, to be shown once; empty for a public client
     */
    public record Written(RegisteredClient client, Optional<Token> secret) {}

    /** Returns all clients by the names of their elements. */
    public Map<ElementName, RegisteredClient> all() {
        return reader.readByName(elements(FileChanges.NONE));
    }

    /**
     * Writes the files of a client, with a new secret if it is confidential.
     *
     * @throws LoginException when there is one of this name, or the folder cannot be written
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     */
    public Written add(NewClient client) {
        ElementName name = name(client.name());
        // Before the lock, which creates a file in the folder: an app that cannot be read stays as it is.
        elements(FileChanges.NONE);
        return folder.exclusively(() -> {
            requireNew(name);
            Optional<Token> secret = client.isConfidential() ? Optional.of(Token.random()) : Optional.empty();
            return written(client.texts(name, secret.map(ClientFiles::hash)), secret);
        });
    }

    /** Adds a secret to a client that has one. */
    public Written addSecret(String client) {
        Token secret = Token.random();
        return change(client, text -> new SecretTexts(text).with(hash(secret)), Optional.of(secret));
    }

    /** Removes the older of two secrets of a client. */
    public Written retireSecret(String client) {
        return change(client, text -> new SecretTexts(text).withoutOlder(), Optional.empty());
    }

    private Written change(String client, UnaryOperator<String> change, Optional<Token> secret) {
        ElementName name = name(client);
        RegisteredClient present = Optional.ofNullable(all().get(name))
                .orElseThrow(() -> new LoginException(
                        ErrorCode.NOT_FOUND, "No client " + client + "; saoma client list shows all of them."));
        if (present.isPublic()) {
            throw refused(client + " has no secret, since a client of its type cannot keep one.");
        }
        return folder.exclusively(() -> {
            ElementTexts texts = folder.read(name)
                    .filter(found -> found.business().isPresent())
                    .orElseThrow(
                            () -> refused(client + " is defined in an app that this one extends; change it there."));
            return written(
                    new ElementTexts(
                            name,
                            texts.element(),
                            texts.businessName(),
                            texts.business().map(change)),
                    secret);
        });
    }

    private Written written(ElementTexts texts, Optional<Token> secret) throws IOException {
        var changes = new FileChanges(texts.files(), Set.of());
        RegisteredClient client =
                Objects.requireNonNull(reader.readByName(elements(changes)).get(texts.name()));
        folder.write(texts);
        return new Written(client, secret);
    }

    private Elements elements(FileChanges changes) {
        return Elements.open(app, environment, changes, Optional.empty());
    }

    private void requireNew(ElementName name) {
        Path own = app.resolve("auths").resolve("clients").resolve(name.simple());
        boolean isThere = elements(FileChanges.NONE).all().stream()
                .anyMatch(other -> other.name().value().equalsIgnoreCase(name.value()));
        if (isThere || Files.exists(own.resolve("e.json")) || Files.exists(own.resolve(name.simple() + ".json"))) {
            throw refused("There is a client " + name.simple() + " already. Change its file, or take another name.");
        }
    }

    private static ElementName name(String simple) {
        if (!NAME.matcher(simple).matches() || ElementNames.isDevice(simple)) {
            throw refused(
                    "The name of a client is 1 to 64 letters, digits and _, the first no digit, such as Grafana.");
        }
        return new ElementName(PACKAGE + simple);
    }

    private static ClientSecretHash hash(Token secret) {
        return ClientSecretHash.of(secret.reveal());
    }

    private static LoginException refused(String problem) {
        return new LoginException(ErrorCode.INVALID_REQUEST, problem);
    }
}
