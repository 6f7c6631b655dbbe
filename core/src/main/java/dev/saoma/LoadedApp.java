package dev.saoma;

import dev.saoma.AppSources.Stamp;
import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginType;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Types and instances made from an app's files, in one version of those files.
 *
 * @param stamp what the files were before they were read
 * @param types the Types with code, each made once for the life of the app
 * @param check refuses elements that are no login instances
 */
record LoadedApp(
        Elements elements,
        Stamp stamp,
        Map<TypeKey, Type> types,
        Map<ElementName, LoginInstance> instances,
        Consumer<Elements> check) {
    static final ElementName META = new ElementName("auths.loginTypes.Meta");

    /** The app is part of the key: a parent's private Type may have the same name as a Type here. */
    record TypeKey(String app, ElementName name) {
        static TypeKey of(ElementDefinition definition) {
            return new TypeKey(definition.app(), definition.name());
        }
    }

    /** A Type and the definition that it was made from. */
    record Type(ElementDefinition definition, LoginType maker) {}

    /** @throws dev.saoma.error.ConfigException naming the file and key at fault */
    static LoadedApp first(Elements elements, LoginContext context, Consumer<Elements> check) {
        var types = new HashMap<TypeKey, Type>();
        for (ElementDefinition type : typesOf(elements)) {
            types.computeIfAbsent(TypeKey.of(type), key -> new Type(type, TypeLoader.load(type)));
        }
        // The empty stamp makes the first check read the files again, in case one changed while they were read.
        return new LoadedApp(elements, Stamp.NONE, Map.copyOf(types), Map.of(), check)
                .with(elements, Stamp.NONE, context);
    }

    /**
     * Returns the app made from changed files. An instance whose definition has not changed is kept.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault; also for a new or changed Type,
     *     which needs a restart
     */
    LoadedApp next(Elements changed, Stamp seen, LoginContext context) {
        for (ElementDefinition type : typesOf(changed)) {
            Type known = types.get(TypeKey.of(type));
            if (known == null || !type.hasSameContentAs(known.definition())) {
                throw type.json().fault("backendBundleEntry", "is of a new or changed Type, which needs a restart");
            }
        }
        return with(changed, seen, context);
    }

    private static List<ElementDefinition> typesOf(Elements elements) {
        return elements.descendants(META).stream()
                .map(definition -> TypeLoader.isType(definition) ? definition : type(elements, definition))
                .toList();
    }

    /** Returns the nearest Type with code in the lineage of an instance. */
    private static ElementDefinition type(Elements elements, ElementDefinition instance) {
        return elements.lineage(instance).stream()
                .skip(1)
                .filter(TypeLoader::isType)
                .findFirst()
                .orElseThrow(() -> instance.json()
                        .fault("type", "leads to no Type with code; the official one is auths.loginTypes.WeChatType"));
    }

    private LoadedApp with(Elements changed, Stamp seen, LoginContext context) {
        var loaded = new LinkedHashMap<ElementName, LoginInstance>();
        var names = new HashMap<String, ElementDefinition>();
        for (ElementDefinition definition : changed.descendants(META)) {
            if (!TypeLoader.isType(definition)) {
                LoginInstance instance = unchanged(definition).orElseGet(() -> make(changed, definition, context));
                requireUniqueName(names.put(instance.name(), definition), definition, instance);
                loaded.put(definition.name(), instance);
            }
        }
        check.accept(changed);
        return new LoadedApp(changed, seen, types, Collections.unmodifiableMap(loaded), check);
    }

    private Optional<LoginInstance> unchanged(ElementDefinition definition) {
        return elements.find(definition.name())
                .filter(definition::hasSameContentAs)
                .flatMap(same -> Optional.ofNullable(instances.get(definition.name())));
    }

    private LoginInstance make(Elements changed, ElementDefinition definition, LoginContext context) {
        Type type = Objects.requireNonNull(types.get(TypeKey.of(type(changed, definition))));
        return TypeLoader.make(type.maker(), definition, context);
    }

    private static void requireUniqueName(
            @Nullable ElementDefinition namesake, ElementDefinition definition, LoginInstance instance) {
        if (namesake != null) {
            throw definition
                    .json()
                    .fault(
                            "type",
                            "makes a second instance of the simple name " + instance.name() + "; the other is "
                                    + namesake.name());
        }
    }

    /** Returns the Type or instance with this name. */
    Optional<Object> find(ElementName name) {
        Optional<Object> type = elements.find(name)
                .flatMap(definition -> Optional.ofNullable(types.get(TypeKey.of(definition))))
                .map(Type::maker);
        return type.or(() -> Optional.ofNullable(instances.get(name)));
    }

    /** Returns the names of elements that were added, removed or changed, for the log. */
    List<String> changesSince(LoadedApp previous) {
        var changed = new TreeSet<String>();
        for (ElementDefinition definition : elements.all()) {
            if (previous.elements
                    .find(definition.name())
                    .filter(definition::hasSameContentAs)
                    .isEmpty()) {
                changed.add(definition.name().value());
            }
        }
        previous.elements.all().stream()
                .map(ElementDefinition::name)
                .filter(name -> elements.find(name).isEmpty())
                .forEach(name -> changed.add(name.value()));
        return List.copyOf(changed);
    }
}
