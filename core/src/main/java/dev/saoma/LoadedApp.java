package dev.saoma;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.element.FolderStamp;
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
import org.jspecify.annotations.Nullable;

/**
 * What an app's files have become: its Types and instances, as the files were at one moment.
 *
 * @param stamp how the files looked before they were read
 * @param types each Type that brings code, made once for the life of the app
 */
record LoadedApp(
        Elements elements, FolderStamp stamp, Map<TypeKey, Type> types, Map<ElementName, LoginInstance> instances) {
    private static final ElementName META = new ElementName("auths.loginTypes.Meta");

    /** By app too: a parent's private Type may have the name of another one here. */
    record TypeKey(String app, ElementName name) {
        static TypeKey of(ElementDefinition definition) {
            return new TypeKey(definition.app(), definition.name());
        }
    }

    /** A Type, and what its files said when it was made. */
    record Type(ElementDefinition definition, LoginType maker) {}

    /** @throws dev.saoma.error.ConfigException naming the file and key at fault */
    static LoadedApp first(Elements elements, LoginContext context) {
        var types = new HashMap<TypeKey, Type>();
        for (ElementDefinition type : typesOf(elements)) {
            types.computeIfAbsent(TypeKey.of(type), key -> new Type(type, TypeLoader.load(type)));
        }
        // A stamp of nothing: the first look reads the files once more, in case one changed while they were read.
        return new LoadedApp(elements, FolderStamp.NONE, Map.copyOf(types), Map.of())
                .with(elements, FolderStamp.NONE, context);
    }

    /**
     * The same app as its files are now: an instance whose files say what they said is the one that it was.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault; also for a new or changed Type, which needs
     *     a restart
     */
    LoadedApp next(Elements now, FolderStamp seen, LoginContext context) {
        for (ElementDefinition type : typesOf(now)) {
            Type known = types.get(TypeKey.of(type));
            if (known == null || !type.saysTheSameAs(known.definition())) {
                throw type.json().fault("backendBundleEntry", "is of a new or changed Type, which needs a restart");
            }
        }
        return with(now, seen, context);
    }

    private static List<ElementDefinition> typesOf(Elements elements) {
        return elements.descendants(META).stream()
                .map(definition -> TypeLoader.isType(definition) ? definition : type(elements, definition))
                .toList();
    }

    /** The nearest Type above an instance that brings code. */
    private static ElementDefinition type(Elements elements, ElementDefinition instance) {
        return elements.lineage(instance).stream()
                .skip(1)
                .filter(TypeLoader::isType)
                .findFirst()
                .orElseThrow(() -> instance.json()
                        .fault("type", "leads to no Type with code; the official one is auths.loginTypes.WeChatType"));
    }

    private LoadedApp with(Elements now, FolderStamp seen, LoginContext context) {
        var loaded = new LinkedHashMap<ElementName, LoginInstance>();
        var names = new HashMap<String, ElementDefinition>();
        for (ElementDefinition definition : now.descendants(META)) {
            if (!TypeLoader.isType(definition)) {
                LoginInstance instance = kept(definition).orElseGet(() -> make(now, definition, context));
                requireOwnName(names.put(instance.name(), definition), definition, instance);
                loaded.put(definition.name(), instance);
            }
        }
        return new LoadedApp(now, seen, types, Collections.unmodifiableMap(loaded));
    }

    private Optional<LoginInstance> kept(ElementDefinition definition) {
        return elements.find(definition.name())
                .filter(definition::saysTheSameAs)
                .flatMap(same -> Optional.ofNullable(instances.get(definition.name())));
    }

    private LoginInstance make(Elements now, ElementDefinition definition, LoginContext context) {
        Type type = Objects.requireNonNull(types.get(TypeKey.of(type(now, definition))));
        return TypeLoader.make(type.maker(), definition, context);
    }

    private static void requireOwnName(
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

    /** The Type or instance of that name. */
    Optional<Object> find(ElementName name) {
        Optional<Object> type = elements.find(name)
                .flatMap(definition -> Optional.ofNullable(types.get(TypeKey.of(definition))))
                .map(Type::maker);
        return type.or(() -> Optional.ofNullable(instances.get(name)));
    }

    /** Which instances came, went or changed since then, for the log. */
    List<String> since(LoadedApp before) {
        var changed = new TreeSet<String>();
        instances.forEach((name, instance) -> {
            if (!instance.equals(before.instances.get(name))) {
                changed.add(name.value());
            }
        });
        before.instances.keySet().stream()
                .filter(name -> !instances.containsKey(name))
                .forEach(name -> changed.add(name.value()));
        return List.copyOf(changed);
    }
}
