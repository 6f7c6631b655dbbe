package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.server.setting.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app of a new server: an {@code app.json} in an empty folder, when the console is on to create the rest. */
final class NewApp {
    private static final Logger LOG = LoggerFactory.getLogger(NewApp.class);

    private static final String APP = """
            {
              "appId": "saoma.App",
              "name": "App",
              "title": "App",
              "version": "1.0.0"
            }
            """;

    /** In new volumes of Linux. */
    private static final Set<String> OF_THE_SYSTEM = Set.of("lost+found");

    private NewApp() {}

    /**
     * Creates {@code app.json} if the console is on and the app's folder is absent or empty. Changes no other folder.
     *
     * @throws ConfigException when the folder cannot be written
     */
    static void createIfEmpty(ServerSettings settings) {
        Path folder = settings.app();
        Path file = folder.resolve("app.json");
        if (!settings.admin().console() || !isEmpty(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(".app.json.new");
            Files.writeString(unfinished, APP);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            LOG.info("created {}", file);
        } catch (IOException e) {
            throw new ConfigException(
                    file.toString(),
                    "",
                    "is missing and cannot be written (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Returns a fault of the start, or one that says what to do when it is that the app's folder is absent or empty. */
    static ConfigException explained(ConfigException fault, ServerSettings settings) {
        Path folder = settings.app();
        return fault.file().startsWith(folder.toString()) && isEmpty(folder)
                ? new ConfigException(
                        folder.resolve("app.json").toString(),
                        "",
                        "is missing, as the folder is empty or absent: saoma.console=public (SAOMA_CONSOLE=public) lets you"
                                + " create everything in a browser, and saoma.app names another folder")
                : fault;
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .allMatch(name -> name.startsWith(".") || OF_THE_SYSTEM.contains(name));
        } catch (IOException e) {
            // The loader says what is wrong with it.
            return false;
        }
    }
}
