package dev.saoma.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A folder with the launcher, and with jars that refer to the classes under test in place of built ones. */
final class LauncherCopy {
    private static final List<String> MODULES =
            List.of("core", "web", "servlet", "redis", "server", "emulator", "demo");
    private static final String APP = "demo/src/main/resources/dev/saoma/demo/app";

    private final Path copy;

    private LauncherCopy(Path copy) {
        this.copy = copy;
    }

    static Path of(Path repository, Path copy) throws IOException {
        for (String module : MODULES) {
            Files.createDirectories(copy.resolve(module).resolve("target"));
        }
        var here = new LauncherCopy(copy);
        here.sources(repository);
        String libraries = here.libraries();
        for (String program : List.of("server", "emulator", "demo")) {
            here.program(program, libraries);
        }
        return copy;
    }

    private void sources(Path repository) throws IOException {
        Files.copy(repository.resolve("saoma"), copy.resolve("saoma"));
        try (Stream<Path> app = Files.walk(repository.resolve(APP))) {
            for (Path file : Stream.concat(Stream.of(repository.resolve("pom.xml")), app.filter(Files::isRegularFile))
                    .toList()) {
                Path to = copy.resolve(repository.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
                // Older than any jar; otherwise the launcher would start a build.
                Files.setLastModifiedTime(to, FileTime.fromMillis(0));
            }
        }
    }

    /** Returns the class path for a manifest in a module's target. Packs folders into jars, as a CDS archive requires. */
    private String libraries() throws IOException {
        Path target = copy.resolve("demo/target").toRealPath();
        Path packed = Files.createDirectories(copy.resolve("lib"));
        var names = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path library = Path.of(entry);
            if (Files.isDirectory(library)) {
                String name = names.size() + ".jar";
                pack(library, packed.resolve(name));
                names.add("../../lib/" + name);
            } else if (Files.exists(library)) {
                names.add(target.relativize(library.toRealPath()).toString());
            }
        }
        return String.join(" ", names);
    }

    /** Adds entries for folders, because migrations are located by them. */
    private static void pack(Path folder, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> !file.equals(folder)).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
            }
        }
    }

    private void program(String module, String libraries) throws IOException {
        var manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "dev.saoma." + module + ".Main");
        main.put(Attributes.Name.CLASS_PATH, libraries);
        Path jar = copy.resolve(module).resolve("target/saoma-" + module + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.flush();
        }
    }
}
