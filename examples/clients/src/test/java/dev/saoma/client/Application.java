package dev.saoma.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A client in a process of its own, added and started by the page's commands. */
final class Application implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("client add (\\w+)");

    private final Place place;
    private final String name;
    private final Program program;

    private Application(Place place, String name, Program program) {
        this.place = place;
        this.name = name;
        this.program = program;
    }

    /**
     * Adds the client to a running server, and starts it in a copy of its folder.
     *
     * @param folder of the application in the repository
     * @param adding more options for the command that adds the client
     * @param starting more options for Maven, such as a profile
     * @param environment more variables
     */
    static Application start(
            Saoma saoma, Path copy, String folder, String adding, String starting, Map<String, String> environment)
            throws Exception {
        OpenIdPage page = OpenIdPage.read();
        Place place = saoma.place.another();
        String add = page.only("add " + folder) + " " + adding;
        String secret = Saoma.add(place, add);
        copy(OpenIdPage.REPOSITORY.resolve(folder), copy);
        var all = new HashMap<>(environment);
        all.put("SERVER_PORT", String.valueOf(place.application()));
        all.put("ISSUER", saoma.address());
        all.put("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_SAOMA_ISSUERURI", saoma.address());
        String command = page.only("start " + folder)
                        .replaceFirst("^cd \\S+\n", "")
                        .replace("…", secret)
                        .replace("mvn ", "mvn -B -ntp -q ")
                + " " + starting;
        var program = new Program(copy, copy.resolve("application.log"), all, "bash", "-c", command);
        var application = new Application(place, name(add), program);
        try {
            program.await(application::isUp);
        } catch (Exception | Error e) {
            application.close();
            throw e;
        }
        return application;
    }

    private static String name(String add) {
        Matcher name = NAME.matcher(add);
        assertThat(name.find()).as(add).isTrue();
        return name.group(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(from)) {
            all = walked.filter(path -> !from.relativize(path).startsWith("target"))
                    .toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }

    private boolean isUp() {
        try {
            return new HttpBrowser(URI.create(address())).get("/").status() == 200;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    String address() {
        return place.address();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        program.close();
        Saoma.remove(place, name);
    }
}
