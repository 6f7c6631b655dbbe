package dev.saoma;

import dev.saoma.element.Elements;
import dev.saoma.element.FileChanges;
import dev.saoma.element.FolderStamp;
import dev.saoma.element.OverlayFiles;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Where an app's files are: a folder or a program's elements, and an overlay.
 *
 * @param reader reads the app with changes of its folder and with the files of the overlay
 */
record AppSources(BiFunction<FileChanges, Optional<OverlayFiles>, Elements> reader, Optional<AppOverlay> overlay) {

    /**
     * What an app was made from.
     *
     * @param folders sizes and times of files
     * @param overlay the version of the overlay; 0 for none
     */
    record Stamp(FolderStamp folders, long overlay) {
        /** The stamp of no app. */
        static final Stamp NONE = new Stamp(FolderStamp.NONE, Long.MIN_VALUE);
    }

    /** Reads the app as it is. */
    Elements read() {
        return read(FileChanges.NONE);
    }

    /** Reads the app as it is after some changes of its folder. */
    Elements read(FileChanges changes) {
        return reader.apply(changes, overlay.map(AppOverlay::files));
    }

    /** Reads the app as it is with another overlay. */
    Elements read(OverlayFiles files) {
        return reader.apply(FileChanges.NONE, Optional.of(files));
    }

    /** Returns the present stamp of an app. */
    Stamp stamp(Elements elements) {
        return new Stamp(elements.stamp(), overlay.map(AppOverlay::version).orElse(0L));
    }
}
