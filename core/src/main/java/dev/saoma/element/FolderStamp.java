package dev.saoma.element;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sizes and modification times of the JSON files of some folders. Equal stamps mean, almost certainly, equal contents.
 */
public record FolderStamp(Map<Path, FileStamp> files) {
    /** The stamp of no folder; no app has it. */
    public static final FolderStamp NONE = new FolderStamp(Map.of());

    private static final int DEPTH = 10;
    private static final int ENTRIES = 10_000;

    /** One file's length and modification time. */
    public record FileStamp(long length, FileTime changed) {}

    /** Reads the current stamp of folders. A file deleted meanwhile is left out. */
    static FolderStamp of(List<Path> roots) {
        var files = new HashMap<Path, FileStamp>();
        for (Path root : roots) {
            try (Stream<Path> paths = Files.walk(root, DEPTH)) {
                paths.limit(ENTRIES)
                        .filter(path -> path.toString().endsWith(".json"))
                        .forEach(path -> stamp(path, files));
            } catch (IOException | UncheckedIOException e) {
                // The folder is being replaced; the next check reads it again.
                files.put(root, new FileStamp(-1, FileTime.fromMillis(0)));
            }
        }
        return new FolderStamp(Map.copyOf(files));
    }

    private static void stamp(Path path, Map<Path, FileStamp> files) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            files.put(path, new FileStamp(attributes.size(), attributes.lastModifiedTime()));
        } catch (IOException e) {
            // The file was deleted after it was listed.
        }
    }
}
