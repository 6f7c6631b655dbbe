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
 * The elements of an app and of the apps it extends, the built-in one last. Where two apps define one full name, the
 * nearest wins; {@code private} elements of a parent are not seen, {@code protected} ones must not be overridden.
 *
 * <p>Read once, when it is opened. Immutable.
 */
public final class Elements {
    private static final int CHAIN = 16;

    /** An app's id where its file begins to say one, however broken the rest is. */
    private static final Pattern APP_ID = Pattern.compile("\"appId\"\\s*:\\s*\"([^\"]*)\"");

    private final Map<ElementName, ElementDefinition> byName;
    /** What only the elements of the same app see. */
    private final List<ElementDefinition> hidden;

    private final List<Path> folders;

    private Elements(Map<ElementName, ElementDefinition> byName, List<ElementDefinition> hidden, List<Path> folders) {
        this.byName = byName;
        this.hidden = hidden;
        this.folders = folders;
    }

    /**
     * Reads the app in a folder. Apps that its {@code app.json} extends are looked for beside it, by their {@code appId}.
     *
     * @param environment answers what a {@code {{NAME}}} stands for; empty when it is not set
     * @throws ConfigException naming the file and key at fault
     */
    public static Elements open(Path folder, Function<String, Optional<String>> environment) {
        UnaryOperator<String> placeholders = new Placeholders(environment)::fill;
        var own = new FolderSource(folder);
        var chain = new ArrayList<AppDefinition>();
        follow(AppDefinition.read(own, placeholders), own.root().resolveSibling(""), placeholders, List.of(), chain);
        return of(chain, placeholders);
    }

    /** The built-in app alone: Types without an instance. */
    public static Elements builtIn() {
        return of(List.of(), UnaryOperator.identity());
    }

    /**
     * An app without a folder: the elements that a program gives, and the built-in app. Their texts are taken as they are,
     * without placeholders.
     */
    public static Elements given(List<ProgrammaticElement> elements) {
        UnaryOperator<String> asTheyAre = UnaryOperator.identity();
        return of(List.of(AppDefinition.read(new ProgrammaticSource(elements), asTheyAre)), asTheyAre);
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
     * Depth first, so that what an app extends is nearer than what its neighbour in the list extends; but never before an
     * app that extends it, so that both sides of a diamond override its base.
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
        if (below.size() + chain.size() >= CHAIN) {
            throw new ConfigException(file, "extends", "makes a chain of more than 16 apps");
        }
        var path = new ArrayList<>(below);
        path.add(app.id());
        var farthestFirst = new ArrayList<>(app.parents());
        Collections.reverse(farthestFirst);
        for (AppDefinition.Parent parent : farthestFirst) {
            if (AppDefinition.read(new BuiltInSource(), placeholders).is(parent)) {
                // Every app extends it, last of all; to say so is no fault.
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

    /** A broken app that merely stands beside this one is not this one's fault; one that is its parent is. */
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

    /** How the files of the app and of those it extends look now, whatever they said when they were read. */
    public FolderStamp stamp() {
        return FolderStamp.of(folders);
    }

    /** The definition of that full name, the nearest one. */
    public Optional<ElementDefinition> find(ElementName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every element whose type leads to the given one, over any number of Types between; sorted by name. */
    public List<ElementDefinition> descendants(ElementName type) {
        return byName.values().stream()
                .filter(element -> lineage(element).stream()
                        .skip(1)
                        .anyMatch(up -> up.name().equals(type)))
                .sorted((a, b) -> a.name().value().compareTo(b.name().value()))
                .toList();
    }

    /**
     * The element, its Type, that Type's Type, up to the Meta.
     *
     * @throws ConfigException when a type is not there, or leads in a circle
     */
    public List<ElementDefinition> lineage(ElementDefinition element) {
        var line = new ArrayList<ElementDefinition>();
        ElementDefinition at = element;
        while (true) {
            if (line.contains(at) || line.size() == CHAIN) {
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
