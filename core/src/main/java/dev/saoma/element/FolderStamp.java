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

/** How the JSON files of some folders looked from outside at one moment: two that are equal hold the same, or nearly surely. */
public record FolderStamp(Map<Path, FileStamp> files) {
    /** Of no folder at all, which no app is in. */
    public static final FolderStamp NONE = new FolderStamp(Map.of());

    private static final int DEPTH = 10;
    private static final int ENTRIES = 10_000;

    /** One file's length and the time of its last change. */
    public record FileStamp(long length, FileTime changed) {}

    /** Of these folders, now. A file that goes while it is looked at is not in it. */
    static FolderStamp of(List<Path> roots) {
        var files = new HashMap<Path, FileStamp>();
        for (Path root : roots) {
            try (Stream<Path> paths = Files.walk(root, DEPTH)) {
                paths.limit(ENTRIES)
                        .filter(path -> path.toString().endsWith(".json"))
                        .forEach(path -> stamp(path, files));
            } catch (IOException | UncheckedIOException e) {
                // A folder that is being replaced is looked at again the next time.
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
            // Gone between the list and the look.
        }
    }
}
