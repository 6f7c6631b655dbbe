package dev.saoma.server.setting;

import dev.saoma.error.ConfigException;
import dev.saoma.internal.file.PrivateFiles;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.secret.Token;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key of the OpenID provider beside an embedded database, readable by its owner only. */
record OidcKeyFile(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(OidcKeyFile.class);
    private static final long MOST_BYTES = 4_096;

    /** Returns the file in the folder of the database. */
    static OidcKeyFile in(Path data) {
        return new OidcKeyFile(data.resolve("oidc.key"));
    }

    /**
     * Returns the key; empty when there is no file.
     *
     * @throws ConfigException when the file cannot be read or holds no key
     */
    Optional<Secret> read() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unusable("is no file with a key");
            }
            Secret key = Secret.configured(Files.readString(file));
            SealKey.of(key);
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable("cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns the key, and makes the file when there is none.
     *
     * @throws ConfigException when the file cannot be read or written or holds no key
     */
    Secret readOrMake() {
        return read().orElseGet(() -> {
            String key = Token.random().reveal();
            try {
                write(key + "\n");
            } catch (IOException e) {
                throw unusable("cannot be written (" + e.getClass().getSimpleName() + ")");
            }
            LOG.info(
                    "made {}: it encrypts the signing keys of the OpenID provider; keep a copy apart from backups",
                    file);
            return Secret.of(key);
        });
    }

    /** The key is on the disk before anything is encrypted with it, and a file of that name is never half written. */
    private void write(String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Path folder = PrivateFiles.folders(
                Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Files.deleteIfExists(unfinished);
        PrivateFiles.file(unfinished);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        if (!folder.getFileSystem().getSeparator().equals("\\")) {
            // Windows opens no folder.
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private ConfigException unusable(String problem) {
        return new ConfigException(
                file.toString(),
                "",
                problem + "; it holds the key of the OpenID provider: restore it from your copy, or remove it and run"
                        + " ./saoma oidc-keys --new, which ends the tokens of applications");
    }
}
