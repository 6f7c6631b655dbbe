package dev.saoma.demo;

import dev.saoma.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The demo's app folder, written beside its data, where a reader can find and change it. It has two login instances of
 * one company, since the only binding of a user cannot be unbound.
 */
final class DemoApp {
    static final List<String> FILES = List.of(
            "app.json",
            "auths/loginTypes/MyWeChatLogin/e.json",
            "auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json",
            "auths/loginTypes/OtherWeChatLogin/e.json",
            "auths/loginTypes/OtherWeChatLogin/OtherWeChatLogin.json");

    private DemoApp() {}

    /** Writes the missing files and returns the folder. */
    static Path in(Path data) {
        Path folder = data.resolve("app");
        try {
            for (String file : FILES) {
                Path target = folder.resolve(file);
                if (!Files.exists(target)) {
                    Files.createDirectories(target.getParent());
                    copy(file, target);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new ConfigException(data.toString(), "", "cannot be written; is the folder there, and yours?");
        }
    }

    private static void copy(String file, Path target) throws IOException {
        try (InputStream in = DemoApp.class.getResourceAsStream("app/" + file)) {
            if (in == null) {
                throw new IOException("not in the jar: " + file);
            }
            Files.copy(in, target);
        }
    }
}
