package dev.saoma.server.element;

import dev.saoma.element.ElementFiles;
import dev.saoma.element.ElementName;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.server.draft.ElementTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of elements in an app's folder. New texts are written beside the files and then moved over them, the business file
 * first, so that a process that ends at any moment leaves what {@link #finish} can complete or undo. Callers hold the
 * {@link FolderLock}, as {@link #exclusively} does.
 */
public final class ElementFolder {
    private static final int LARGEST = 64 * 1024;
    private static final int LISTED = 10_000;
    private static final String NEW = ".new";
    private static final String ELEMENT = "e.json";

    private final Path root;
    private final DurableFiles files;

    /** @param root the app's folder */
    ElementFolder(Path root, DurableFiles files) {
        this.root = root;
        this.files = files;
    }

    /** Returns the elements in the folder of an app. */
    public static ElementFolder of(Path root) {
        return new ElementFolder(root, DurableFiles.ofThisMachine());
    }

    /** Work on files. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Runs work while no other process writes the folder.
     *
     * @throws LoginException {@code elements_read_only} when the folder cannot be written; {@code store_unavailable} when other
     *     processes write it for 10 seconds
     */
    public <T> T exclusively(Work<T> work) {
        try (FolderLock lock = FolderLock.take(root)) {
            return work.run();
        } catch (IOException e) {
            throw FolderStore.refused(e);
        }
    }

    Path root() {
        return root;
    }

    /** Returns why the folder cannot be written; empty when it can. */
    Optional<String> readOnly() {
        Path package_ = root.resolve("auths/loginTypes");
        for (Path at = package_; at != null && at.startsWith(root); at = at.getParent()) {
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return Files.isDirectory(at) && Files.isWritable(at)
                        ? Optional.empty()
                        : Optional.of(
                                "The app's folder cannot be written by this process. With saoma.elements=database,"
                                        + " changes are stored in the database.");
            }
        }
        return Optional.of("The app's folder is not there.");
    }

    /** Returns the names of files and folders beside the folders of login instances. */
    List<String> names() {
        Path folder = root.resolve("auths/loginTypes");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(LISTED)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the texts of an element; empty when there is no {@code e.json}, or it cannot be read. */
    public Optional<ElementTexts> read(ElementName name) {
        Path folder = folder(name);
        return text(folder.resolve(ELEMENT)).map(element -> {
            String businessName = businessName(name, element);
            return new ElementTexts(name, element, businessName, text(folder.resolve(businessName)));
        });
    }

    private static String businessName(ElementName name, String element) {
        try {
            return ElementFiles.business(name, element, ELEMENT);
        } catch (ConfigException e) {
            return name.simple() + ".json";
        }
    }

    private static Optional<String> text(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LARGEST + 1), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes the files of an element. When it fails before the first of them is replaced, nothing has changed.
     *
     * @throws IOException also when a folder or file on the way is a symbolic link
     */
    public void write(ElementTexts texts) throws IOException {
        Path folder = folder(texts.name());
        requireNoLink(texts.name(), texts.businessName());
        files.createFolder(folder);
        Path business = folder.resolve(texts.businessName());
        Path element = folder.resolve(ELEMENT);
        if (texts.business().isPresent()) {
            files.write(beside(business), texts.businessText());
        }
        files.write(beside(element), texts.element());
        if (texts.business().isPresent()) {
            files.move(beside(business), business);
        }
        files.move(beside(element), element);
        syncUp(folder);
    }

    /** Deletes the files of an element, {@code e.json} first, so that it is gone at once. Other files stay. */
    void delete(ElementName name, String businessName) throws IOException {
        Path folder = folder(name);
        requireNoLink(name, businessName);
        files.delete(folder.resolve(ELEMENT));
        files.delete(folder.resolve(businessName));
        if (Files.isDirectory(folder)) {
            sync(folder);
            deleteEmpty(folder);
        }
    }

    /**
     * Finishes or undoes what a process has left: when the business file was moved already, moves the new {@code e.json} too.
     * Does nothing where nothing is left.
     *
     * @param etag of the texts that were to be written
     */
    void finish(ElementName name, String businessName, String etag) throws IOException {
        Path folder = folder(name);
        Path business = beside(folder.resolve(businessName));
        Path element = beside(folder.resolve(ELEMENT));
        requireNoLink(name, businessName);
        if (!isFile(business) && etag.equals(unfinished(name, businessName))) {
            files.move(element, folder.resolve(ELEMENT));
        } else {
            files.delete(business);
            files.delete(element);
        }
        if (Files.isDirectory(folder)) {
            sync(folder);
            deleteEmpty(folder);
        }
    }

    /** Returns the etag of a new {@code e.json} beside a business file; an empty text when there is none. */
    private String unfinished(ElementName name, String businessName) {
        Path folder = folder(name);
        Optional<String> business = text(folder.resolve(businessName));
        return text(beside(folder.resolve(ELEMENT)))
                .filter(element -> business.isPresent())
                .map(element -> new ElementTexts(name, element, businessName, business).etag())
                .orElse("");
    }

    private void deleteEmpty(Path folder) throws IOException {
        boolean isEmpty;
        try (Stream<Path> rest = Files.list(folder)) {
            isEmpty = rest.findAny().isEmpty();
        }
        if (isEmpty) {
            files.delete(folder);
            sync(Objects.requireNonNull(folder.getParent()));
        }
    }

    private void syncUp(Path folder) throws IOException {
        for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
            sync(at);
        }
    }

    private void sync(Path folder) throws IOException {
        files.sync(folder);
    }

    private void requireNoLink(ElementName name, String businessName) throws IOException {
        Path folder = folder(name);
        for (Path at = folder; at != null && !at.equals(root); at = at.getParent()) {
            requireNoLink(at);
        }
        requireNoLink(folder.resolve(ELEMENT));
        requireNoLink(folder.resolve(businessName));
    }

    private void requireNoLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException(root.relativize(path) + " is a symbolic link, which is not followed for writing");
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private Path folder(ElementName name) {
        return root.resolve(ElementFiles.folder(name));
    }

    /** The name ends neither in {@code .json} nor is it a folder, so that the loader does not see it. */
    private static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + NEW);
    }
}
