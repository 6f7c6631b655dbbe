package dev.saoma.element;

import dev.saoma.error.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The elements of an app and of the apps it extends, the built-in app last. Of two definitions with one full name, the
 * nearest wins. A parent's {@code private} elements are hidden, and its {@code protected} ones must not be overridden.
 *
 * <p>Read once, when opened. Immutable.
 */
public final class Elements {

    private final Map<ElementName, ElementDefinition> byName;
    /** Private elements of parents, which only elements of the same app see. */
    private final List<ElementDefinition> hidden;

    /** Definitions of parents that a nearer one overrides, the nearest of them. */
    private final Map<ElementName, ElementDefinition> overridden;

    /** The ids of all apps, the nearest first. */
    private final List<String> apps;

    private final List<Path> folders;

    private Elements(
            Map<ElementName, ElementDefinition> byName,
            List<ElementDefinition> hidden,
            Map<ElementName, ElementDefinition> overridden,
            List<AppDefinition> chain) {
        this.byName = Collections.unmodifiableMap(byName);
        this.hidden = List.copyOf(hidden);
        this.overridden = Map.copyOf(overridden);
        this.apps = chain.stream().map(AppDefinition::id).toList();
        this.folders =
                chain.stream().flatMap(app -> app.source().folder().stream()).toList();
    }

    /**
     * Reads the app in a folder. Apps that its {@code app.json} extends are searched in the folders beside it, by
     * {@code appId}.
     *
     * @param environment returns the value of a {@code {{NAME}}}; empty when it is not set
     * @throws ConfigException naming the file and key at fault
     */
    public static Elements open(Path folder, Function<String, Optional<String>> environment) {
        return open(folder, environment, FileChanges.NONE, Optional.empty());
    }

    /**
     * Reads the app in a folder as {@link #open(Path, Function)} would after some of its own files have changed, and with an app
     * that extends it. Writes nothing.
     *
     * @param overlay the files of the app that extends it; empty for none
     * @throws ConfigException naming the file and key at fault
     * @throws IllegalArgumentException when a changed {@code e.json} is in a folder that has no element's name
     */
    public static Elements open(
            Path folder,
            Function<String, Optional<String>> environment,
            FileChanges changes,
            Optional<OverlayFiles> overlay) {
        UnaryOperator<String> placeholders = new Placeholders(environment)::fill;
        var own = new FolderSource(folder);
        List<AppDefinition> chain = AppChain.of(new ChangedSource(own, changes), own.root(), placeholders);
        overlay.ifPresent(files -> chain.add(0, AppDefinition.of(files, placeholders)));
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
        var overridden = new LinkedHashMap<ElementName, ElementDefinition>();
        for (int distance = 0; distance < chain.size(); distance++) {
            AppDefinition app = chain.get(distance);
            boolean own = distance == 0;
            for (ElementName name : app.source().elements()) {
                app.element(name).ifPresent(found -> {
                    if (!own && found.access() == AccessModifier.PRIVATE) {
                        hidden.add(found);
                    } else {
                        add(byName, overridden, found);
                    }
                });
            }
        }
        return new Elements(byName, hidden, overridden, chain);
    }

    private static void add(
            Map<ElementName, ElementDefinition> byName,
            Map<ElementName, ElementDefinition> overridden,
            ElementDefinition found) {
        ElementDefinition nearer = byName.putIfAbsent(found.name(), found);
        if (nearer != null && found.access() == AccessModifier.PROTECTED) {
            throw nearer.json()
                    .fault("type", "overrides " + found.name() + " of " + found.app() + ", which is protected");
        }
        if (nearer != null) {
            overridden.putIfAbsent(found.name(), found);
        }
    }

    /** Returns the current sizes and times of the files of the app and of those it extends. */
    public FolderStamp stamp() {
        return FolderStamp.of(folders);
    }

    /** Returns the {@code appId} of the app itself and of those it extends, the nearest first. An overlay is the first. */
    public List<String> apps() {
        return apps;
    }

    /** Returns all elements that are not hidden, in no order. */
    public Collection<ElementDefinition> all() {
        return byName.values();
    }

    /** Returns the definition that the nearest one of this name overrides, in an app that is extended. */
    public Optional<ElementDefinition> overridden(ElementName name) {
        return Optional.ofNullable(overridden.get(name));
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
            if (line.contains(at) || line.size() == AppChain.MOST) {
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
