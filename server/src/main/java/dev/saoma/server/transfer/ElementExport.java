package dev.saoma.server.transfer;

import dev.saoma.error.ConfigException;
import dev.saoma.internal.json.JsonText;
import dev.saoma.server.draft.ClearSecrets;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.element.StoredElement;
import dev.saoma.server.element.StoredElement.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes login instances into a folder of the format of an app. */
public final class ElementExport {
    private final LoginElements logins;
    private final String appId;

    /** @param appId for {@code app.json} */
    public ElementExport(LoginElements logins, String appId) {
        this.logins = logins;
        this.appId = appId;
    }

    /** Returns the login instances of the app itself, not of those it extends. */
    static List<StoredElement> own(LoginElements logins) {
        return logins.all().stream()
                .filter(element -> element.place() != Place.PARENT)
                .toList();
    }

    /**
     * Writes {@code app.json} and the files of all login instances, and returns their names.
     *
     * @param folder empty, or not there
     * @throws ConfigException for each login instance with a secret in clear, before anything is written; when the folder is not
     *     empty or cannot be written
     */
    public List<String> write(Path folder) {
        List<StoredElement> elements = own(logins);
        List<ConfigException> clear = elements.stream()
                .map(StoredElement::texts)
                .filter(ClearSecrets::isIn)
                .map(texts -> new ConfigException(
                        texts.name().value(),
                        "appSecret",
                        "is in clear, and an export holds none: seal it, or name an environment variable"))
                .toList();
        if (!clear.isEmpty()) {
            throw ConfigException.of(clear);
        }
        try {
            Files.createDirectories(folder);
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new ConfigException(folder.toString(), "", "is not empty; export into a new folder");
                }
            }
            Files.writeString(folder.resolve("app.json"), "{\n  \"appId\": " + JsonText.of(appId) + "\n}\n");
            var names = new ArrayList<String>();
            for (StoredElement element : elements) {
                write(folder, element.texts());
                names.add(element.texts().name().value());
            }
            return names;
        } catch (IOException e) {
            throw new ConfigException(folder.toString(), "", "cannot be written: " + e);
        }
    }

    private static void write(Path folder, ElementTexts texts) throws IOException {
        for (Map.Entry<String, String> file : texts.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
