package dev.saoma;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.Elements;
import dev.saoma.element.FileChanges;
import dev.saoma.element.OverlayFiles;
import dev.saoma.logintype.LoginInstance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The elements of an opened app, for programs that show or edit them. Changes of files are checked by the code that loads
 * an app, and taken over at once. Thread-safe.
 *
 * <pre>{@code
 * var changes = new FileChanges(Map.of("auths/loginTypes/X/e.json", text), Set.of());
 * app.elements().edit(changes, instances -> write(changes));
 * }</pre>
 */
public final class AppElements {
    private final Optional<Path> folder;
    private final AppReloader reloader;
    private final Supplier<LoadedApp> loaded;
    private final Function<String, Optional<String>> environment;

    AppElements(
            Optional<Path> folder,
            Function<String, Optional<String>> environment,
            AppReloader reloader,
            Supplier<LoadedApp> loaded) {
        this.folder = folder;
        this.environment = environment;
        this.reloader = reloader;
        this.loaded = loaded;
    }

    /** Returns the app's folder; empty when the app has none, and cannot be edited. */
    public Optional<Path> folder() {
        return folder;
    }

    /** Returns the definitions as they are in use. */
    public Elements current() {
        return loaded.get().elements();
    }

    /** Returns the Types with code, sorted by name. */
    public List<ElementDefinition> types() {
        return current().descendants(LoadedApp.META).stream()
                .filter(TypeLoader::isType)
                .toList();
    }

    /** Returns the definitions of login instances, sorted by name. */
    public List<ElementDefinition> instances() {
        return current().descendants(LoadedApp.META).stream()
                .filter(definition -> !TypeLoader.isType(definition))
                .toList();
    }

    /** Returns whether a {@code {{NAME}}} has a value on this machine. */
    public boolean isVariableSet(String name) {
        return environment.apply(name).isPresent();
    }

    /**
     * Loads the app as it would be after some of its files have changed, and returns its login instances. Writes nothing.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     */
    public List<LoginInstance> check(FileChanges changes) {
        return List.copyOf(reloader.with(changes).instances().values());
    }

    /**
     * Checks changes as {@link #check} does, runs the work that writes them, and takes the files over. No other edit of this app
     * and no check of its files runs meanwhile. When the work throws, or when another program has written a fault into the files
     * meanwhile, the app stays as it was.
     *
     * @param write gets the login instances as they will be
     * @throws dev.saoma.error.ConfigException naming the file and key at fault, before anything is written
     */
    public <T> T edit(FileChanges changes, Function<List<LoginInstance>, T> write) {
        return reloader.edit(
                () -> reloader.with(changes),
                next -> write.apply(List.copyOf(next.instances().values())));
    }

    /**
     * Loads the app as it would be with other files of its {@link AppOverlay}, and returns its login instances.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     */
    public List<LoginInstance> check(OverlayFiles overlay) {
        return List.copyOf(reloader.with(overlay).instances().values());
    }

    /**
     * Checks other files of the {@link AppOverlay}, runs the work that stores them, and takes over what is stored then; otherwise
     * as {@link #edit(FileChanges, Function)}.
     *
     * @param write gets the login instances as they will be
     * @throws dev.saoma.error.ConfigException naming the file and key at fault, before anything is stored
     */
    public <T> T edit(OverlayFiles overlay, Function<List<LoginInstance>, T> write) {
        return reloader.edit(
                () -> reloader.with(overlay),
                next -> write.apply(List.copyOf(next.instances().values())));
    }

    /** Runs work while no other edit of this app and no check of its files runs. It may call {@link #edit}. */
    public <T> T exclusively(Supplier<T> work) {
        return reloader.exclusively(work);
    }

    /** Takes over at once what has changed in the files since the last check. */
    public void reload() {
        reloader.reload();
    }
}
