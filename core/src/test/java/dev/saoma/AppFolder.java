package dev.saoma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An app's folder, created file by file. */
public final class AppFolder {
    /** The appSecret in every test. It must never appear anywhere except in requests to WeChat. */
    public static final String CANARY = "CANARY_appSecret_7f3c";

    public static final String INSTANCE = "auths/loginTypes/MyWeChatLogin/";

    private final Path root;

    public AppFolder(Path root) {
        this.root = root;
    }

    /** Creates the specification's example: one instance, with the secret in both files. */
    public static AppFolder example(Path root) {
        return new AppFolder(root)
                .write("app.json", "{'appId':'acme.Portal'}")
                .element("MyWeChatLogin", "auths.loginTypes.WeChatType", "'appSecret':'" + CANARY + "',")
                .business("MyWeChatLogin", "wx0123456789abcdef", "deny");
    }

    /** Writes an {@code e.json}; {@code more} holds additional keys, each followed by a comma. */
    public AppFolder element(String name, String type, String more) {
        return write(
                "auths/loginTypes/" + name + "/e.json",
                "{" + more + "'type':'" + type + "','title':'" + name
                        + "','backendBundleEntry':'.','frontBundleEntry':'./" + name + ".json'}");
    }

    /** Writes a business file. */
    public AppFolder business(String name, String appId, String registration) {
        return write(
                "auths/loginTypes/" + name + "/" + name + ".json",
                "{'registration':'" + registration + "','authConfig':{'appId':'" + appId + "','appSecret':'" + CANARY
                        + "'}}");
    }

    /** Writes a file; single quotes in {@code text} are replaced by double quotes. */
    public AppFolder write(String file, String text) {
        return bytes(file, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public AppFolder bytes(String file, byte[] bytes) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.deleteIfExists(path);
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public AppFolder delete(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public AppFolder link(String file, Path target) {
        try {
            Files.deleteIfExists(root.resolve(file));
            Files.createDirectories(root.resolve(file).getParent());
            Files.createSymbolicLink(root.resolve(file), target);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return root;
    }
}
