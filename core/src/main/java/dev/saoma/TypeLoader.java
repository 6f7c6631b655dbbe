package dev.saoma;

import dev.saoma.element.ElementDefinition;
import dev.saoma.error.ConfigException;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginType;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a class name in a file into an object. Nothing else does. The class is loaded without initialising it, checked,
 * then instantiated.
 */
final class TypeLoader {
    private TypeLoader() {}

    /** An element with code of its own is a Type. In an instance, {@code backendBundleEntry} is "." or missing. */
    static boolean isType(ElementDefinition definition) {
        return !definition.backendBundleEntry().equals(".");
    }

    static LoginType load(ElementDefinition definition) {
        String name = definition.backendBundleEntry();
        Class<?> loaded;
        try {
            loaded = Class.forName(name, false, loader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw fault(definition, "names a class that is not on the class path: " + name);
        }
        if (!LoginType.class.isAssignableFrom(loaded)) {
            throw fault(definition, "names " + name + ", which does not implement " + LoginType.class.getName());
        }
        if (Modifier.isAbstract(loaded.getModifiers()) || !Modifier.isPublic(loaded.getModifiers())) {
            throw fault(definition, "names " + name + ", which must be public and not abstract");
        }
        try {
            return loaded.asSubclass(LoginType.class).getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw fault(definition, "names " + name + ", which needs a public constructor without parameters");
        } catch (ReflectiveOperationException | LinkageError e) {
            ConfigException failed = fault(definition, "names " + name + ", whose constructor failed");
            failed.initCause(e);
            throw failed;
        }
    }

    /** Calls the Type, which may be an application's code; any exception is reported with the file that led to it. */
    static LoginInstance make(LoginType maker, ElementDefinition definition, LoginContext context) {
        String name = maker.getClass().getName();
        @Nullable LoginInstance made;
        try {
            made = maker.load(definition, context);
        } catch (ConfigException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            ConfigException failed =
                    definition.json().fault("type", "leads to " + name + ", which could not make the instance");
            failed.initCause(e);
            throw failed;
        }
        if (made == null) {
            throw definition.json().fault("type", "leads to " + name + ", which made no instance");
        }
        return made;
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? TypeLoader.class.getClassLoader() : context;
    }

    private static ConfigException fault(ElementDefinition definition, String problem) {
        return definition.json().fault("backendBundleEntry", problem);
    }
}
