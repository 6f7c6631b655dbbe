package dev.saoma.oidc.client;

import dev.saoma.element.Elements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An app's folder with clients, written file by file. Single quotes are replaced by double quotes. */
public final class ClientFolder {
    /** The SHA-256 of {@link #SECRET}. */
    static final String HASH = "sha256:"
            + ClientSecretHash.of("CANARY_client_secret_0123456789abcdef").value();

    static final String SECRET = "CANARY_client_secret_0123456789abcdef";

    /** The keys that a web client cannot leave out. */
    static final String WEB =
            "'clientType':'web','secretHash':['" + HASH + "'],'redirectUris':['https://shop.example/cb']";

    static final String SPA = "'clientType':'spa','redirectUris':['https://shop.example/cb']";
    static final String NATIVE = "'clientType':'native','redirectUris':['https://shop.example/cb']";

    private final Path root;

    public ClientFolder(Path root) {
        this.root = root;
        write("app.json", "{'appId':'acme.Portal'}");
    }

    Path path() {
        return root;
    }

    /** Writes both files of a client; {@code keys} are those of the business file. */
    ClientFolder client(String name, String keys) {
        write(
                "auths/clients/" + name + "/e.json",
                "{'type':'auths.clients.ClientType','title':'Title of " + name + "'}");
        return write("auths/clients/" + name + "/" + name + ".json", "{" + keys + "}");
    }

    ClientFolder remove(String name) {
        try {
            Files.delete(root.resolve("auths/clients/" + name + "/e.json"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClientFolder write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.deleteIfExists(path);
            Files.writeString(path, text.replace('\'', '"'));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Elements elements() {
        var environment = Map.of("SHOP_SECRET", SECRET, "SHORT_SECRET", SECRET.substring(0, 31));
        return Elements.open(root, name -> Optional.ofNullable(environment.get(name)));
    }
}
