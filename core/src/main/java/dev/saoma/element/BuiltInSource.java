package dev.saoma.element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The built-in app on the class path, which every app extends: the official Metas, Types, model and service. */
final class BuiltInSource implements AppSource {
    private static final String ROOT = "/dev/saoma/app/";
    /** Listed here because a jar has no folders to list; a test compares the list with the files. */
    static final List<ElementName> ELEMENTS = List.of(
            new ElementName("auths.clients.Meta"),
            new ElementName("auths.clients.ClientType"),
            new ElementName("auths.loginTypes.Meta"),
            new ElementName("auths.loginTypes.WeChatType"),
            new ElementName("auths.loginTypes.WeChatType.WeChatAuthModel"),
            new ElementName("auths.loginTypes.services.AuthSvc"));

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public String describe(String file) {
        return "built-in app: " + file;
    }

    @Override
    public Optional<String> read(String file) {
        try (InputStream in = BuiltInSource.class.getResourceAsStream(ROOT + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<ElementName> elements() {
        return ELEMENTS;
    }
}
