package dev.saoma.element;

import dev.saoma.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An app in a folder. Files outside the folder are never read, also through names or links. */
final class FolderSource implements AppSource {
    private static final int FILE_BYTES = 64 * 1024;
    private static final int DEPTH = 9;
    private static final int ENTRIES = 10_000;

    private final Path displayPath;
    private final Path root;

    FolderSource(Path folder) {
        this.displayPath = folder;
        try {
            this.root = folder.toRealPath();
        } catch (IOException e) {
            throw new ConfigException(folder.toString(), "", "is not a folder that can be read");
        }
    }

    Path root() {
        return root;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(root);
    }

    @Override
    public String describe(String file) {
        return displayPath.resolve(file).toString();
    }

    @Override
    public Optional<String> read(String file) {
        Path path = root.resolve(file).normalize();
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (!path.toRealPath().startsWith(root)) {
                throw new ConfigException(describe(file), "", "leads out of the app's folder");
            }
            if (!Files.isRegularFile(path)) {
                // Reading a pipe could block forever.
                throw new ConfigException(describe(file), "", "is not a file");
            }
            return Optional.of(text(file, path));
        } catch (IOException e) {
            throw new ConfigException(describe(file), "", "cannot be read");
        }
    }

    private String text(String file, Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(FILE_BYTES + 1);
        }
        if (bytes.length > FILE_BYTES) {
            throw new ConfigException(describe(file), "", "is larger than 64 KiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigException(describe(file), "", "is not UTF-8");
        }
    }

    @Override
    public List<ElementName> elements() {
        try (Stream<Path> files = Files.walk(root, DEPTH)) {
            List<Path> seen = files.limit(ENTRIES + 1L).toList();
            if (seen.size() > ENTRIES) {
                throw new ConfigException(
                        displayPath.toString(), "", "holds more than 10,000 files; is it really an app's folder?");
            }
            return seen.stream()
                    .filter(path -> path.endsWith("e.json") && !root.equals(path.getParent()))
                    .map(path -> name(root.relativize(path.getParent())))
                    .sorted((a, b) -> a.value().compareTo(b.value()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException(displayPath.toString(), "", "cannot be listed");
        }
    }

    private ElementName name(Path relative) {
        try {
            return new ElementName(
                    relative.toString().replace(relative.getFileSystem().getSeparator(), "."));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    describe(relative.resolve("e.json").toString()),
                    "",
                    "stands in a folder whose name is " + e.getMessage());
        }
    }
}
