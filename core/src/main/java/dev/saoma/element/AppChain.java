package dev.saoma.element;

import dev.saoma.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the apps that an app extends in the folders beside it. */
final class AppChain {
    /** The largest number of apps that follow one another. */
    static final int MOST = 16;

    /** Finds an app's id in its file, also when the rest of the file is not valid. */
    private static final Pattern APP_ID = Pattern.compile("\"appId\"\\s*:\\s*\"([^\"]*)\"");

    private AppChain() {}

    /** Returns the app and those it extends, nearest first. */
    static List<AppDefinition> of(AppSource own, Path root, UnaryOperator<String> placeholders) {
        var chain = new ArrayList<AppDefinition>();
        follow(AppDefinition.read(own, placeholders), root.resolveSibling(""), placeholders, List.of(), chain);
        return chain;
    }

    /**
     * Depth first: what an app extends is nearer than what the next app in the list extends. An app always comes after
     * the apps that extend it, so both sides of a diamond override its base.
     */
    private static void follow(
            AppDefinition app,
            Path beside,
            UnaryOperator<String> placeholders,
            List<String> below,
            List<AppDefinition> chain) {
        String file = app.source().describe("app.json");
        if (below.contains(app.id())) {
            throw new ConfigException(file, "extends", "leads back to " + app.id());
        }
        if (chain.stream().anyMatch(seen -> seen.id().equals(app.id()))) {
            return;
        }
        if (below.size() + chain.size() >= MOST) {
            throw new ConfigException(file, "extends", "makes a chain of more than 16 apps");
        }
        var path = new ArrayList<>(below);
        path.add(app.id());
        var farthestFirst = new ArrayList<>(app.parents());
        Collections.reverse(farthestFirst);
        for (AppDefinition.Parent parent : farthestFirst) {
            if (AppDefinition.read(new BuiltInSource(), placeholders).is(parent)) {
                // Every app extends the built-in app, last of all; naming it is allowed.
                continue;
            }
            follow(neighbour(file, beside, parent, placeholders), beside, placeholders, path, chain);
        }
        chain.add(0, app);
    }

    private static AppDefinition neighbour(
            String file, Path beside, AppDefinition.Parent parent, UnaryOperator<String> placeholders) {
        List<AppDefinition> found;
        var broken = new ArrayList<ConfigException>();
        try (Stream<Path> folders = Files.list(beside)) {
            found = folders.limit(1_000)
                    .filter(folder -> Files.isRegularFile(folder.resolve("app.json")))
                    .flatMap(folder -> readable(folder, placeholders, parent, broken).stream())
                    .filter(candidate -> candidate.is(parent))
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(beside.toString(), "", "cannot be listed");
        }
        if (found.isEmpty() && !broken.isEmpty()) {
            throw broken.get(0);
        }
        if (found.isEmpty()) {
            throw new ConfigException(file, "extends", "names " + parent + ", but no folder beside this app holds it");
        }
        if (found.size() > 1) {
            throw new ConfigException(
                    file, "extends", "names " + parent + ", but more than one folder beside this app holds it");
        }
        return found.get(0);
    }

    /** A fault in a folder beside this app is ignored, unless that folder holds the parent. */
    private static Optional<AppDefinition> readable(
            Path folder,
            UnaryOperator<String> placeholders,
            AppDefinition.Parent parent,
            List<ConfigException> broken) {
        var source = new FolderSource(folder);
        try {
            return Optional.of(AppDefinition.read(source, placeholders));
        } catch (ConfigException e) {
            if (names(source, parent)) {
                broken.add(e);
            }
            return Optional.empty();
        }
    }

    private static boolean names(FolderSource source, AppDefinition.Parent parent) {
        try {
            Matcher id = APP_ID.matcher(source.read("app.json").orElse(""));
            return id.find() && id.group(1).equals(parent.id());
        } catch (ConfigException e) {
            return false;
        }
    }
}
