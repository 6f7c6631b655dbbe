package dev.saoma.element;

import dev.saoma.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The elements of an app and of the apps it extends, the built-in app last. Of two definitions with one full name, the
 * nearest wins. A parent's {@code private} elements are hidden, and its {@code protected} ones must not be overridden.
 *
 * <p>Read once, when opened. Immutable.
 */
public final class Elements {
    private static final int MAX_CHAIN = 16;

    /** Finds an app's id in its file, also when the rest of the file is not valid. */
    private static final Pattern APP_ID = Pattern.compile("\"appId\"\\s*:\\s*\"([^\"]*)\"");

    private final Map<ElementName, ElementDefinition> byName;
    /** Private elements of parents, which only elements of the same app see. */
    private final List<ElementDefinition> hidden;

    private final List<Path> folders;

    private Elements(Map<ElementName, ElementDefinition> byName, List<ElementDefinition> hidden, List<Path> folders) {
        this.byName = byName;
        this.hidden = hidden;
        this.folders = folders;
    }

    /**
     * Reads the app in a folder. Apps that its {@code app.json} extends are searched in the folders beside it, by
     * {@code appId}.
     *
     * @param environment returns the value of a {@code {{NAME}}}; empty when it is not set
     * @throws ConfigException naming the file and key at fault
     */
    public static Elements open(Path folder, Function<String, Optional<String>> environment) {
        UnaryOperator<String> placeholders = new Placeholders(environment)::fill;
        var own = new FolderSource(folder);
        var chain = new ArrayList<AppDefinition>();
        follow(AppDefinition.read(own, placeholders), own.root().resolveSibling(""), placeholders, List.of(), chain);
        return of(chain, placeholders);
    }

    /** Returns the built-in app alone: Types without an instance. */
    public static Elements builtIn() {
        return of(List.of(), UnaryOperator.identity());
    }

    /**
     * Returns an app without a folder: elements that a program defines, and the built-in app. Texts have no
     * placeholders.
     */
    public static Elements programmatic(List<ProgrammaticElement> elements) {
        UnaryOperator<String> unchanged = UnaryOperator.identity();
        return of(List.of(AppDefinition.read(new ProgrammaticSource(elements), unchanged)), unchanged);
    }

    private static Elements of(List<AppDefinition> apps, UnaryOperator<String> placeholders) {
        var chain = new ArrayList<>(apps);
        chain.add(AppDefinition.read(new BuiltInSource(), placeholders));
        var byName = new LinkedHashMap<ElementName, ElementDefinition>();
        var hidden = new ArrayList<ElementDefinition>();
        for (int distance = 0; distance < chain.size(); distance++) {
            AppDefinition app = chain.get(distance);
            boolean own = distance == 0;
            for (ElementName name : app.source().elements()) {
                app.element(name).ifPresent(found -> {
                    if (!own && found.access() == AccessModifier.PRIVATE) {
                        hidden.add(found);
                    } else {
                        add(byName, found);
                    }
                });
            }
        }
        List<Path> folders =
                chain.stream().flatMap(app -> app.source().folder().stream()).toList();
        return new Elements(Collections.unmodifiableMap(byName), List.copyOf(hidden), folders);
    }

    private static void add(Map<ElementName, ElementDefinition> byName, ElementDefinition found) {
        ElementDefinition nearer = byName.putIfAbsent(found.name(), found);
        if (nearer != null && found.access() == AccessModifier.PROTECTED) {
            throw nearer.json()
                    .fault("type", "overrides " + found.name() + " of " + found.app() + ", which is protected");
        }
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
        if (below.size() + chain.size() >= MAX_CHAIN) {
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

    /** Returns the current sizes and times of the files of the app and of those it extends. */
    public FolderStamp stamp() {
        return FolderStamp.of(folders);
    }

    /** Returns the nearest definition with this full name. */
    public Optional<ElementDefinition> find(ElementName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the elements whose type is the given one, directly or over other Types, sorted by name. */
    public List<ElementDefinition> descendants(ElementName type) {
        return byName.values().stream()
                .filter(element -> lineage(element).stream()
                        .skip(1)
                        .anyMatch(up -> up.name().equals(type)))
                .sorted((a, b) -> a.name().value().compareTo(b.name().value()))
                .toList();
    }

    /**
     * Returns the element, its Type, that Type's Type, up to the Meta.
     *
     * @throws ConfigException when a type is missing or the types form a circle
     */
    public List<ElementDefinition> lineage(ElementDefinition element) {
        var line = new ArrayList<ElementDefinition>();
        ElementDefinition at = element;
        while (true) {
            if (line.contains(at) || line.size() == MAX_CHAIN) {
                throw element.json().fault("type", "leads in a circle");
            }
            line.add(at);
            if (at.type().isEmpty()) {
                return line;
            }
            at = above(at);
        }
    }

    private ElementDefinition above(ElementDefinition element) {
        try {
            var type = new ElementName(element.type());
            return hidden.stream()
                    .filter(own -> own.app().equals(element.app()) && own.name().equals(type))
                    .findFirst()
                    .or(() -> find(type))
                    .orElseThrow(
                            () -> element.json()
                                    .fault(
                                            "type",
                                            "names " + element.type()
                                                    + ", which is in none of the apps; the official Type is auths.loginTypes.WeChatType"));
        } catch (IllegalArgumentException e) {
            throw element.json().fault("type", "is " + e.getMessage());
        }
    }
}
