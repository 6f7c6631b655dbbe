package dev.saoma.demo.site;

import dev.saoma.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The sites and a browser, created once for all test classes of a process. */
final class Stage implements BeforeAllCallback, ParameterResolver {
    private static final Namespace HERE = Namespace.create(Stage.class);

    /** The parameters of a test. */
    record Set(Path folder, Sites sites, Chromium chromium) implements AutoCloseable {
        private static Set make() {
            try {
                Path folder = Files.createTempDirectory("saoma-sites");
                var sites = new Sites(folder);
                var chromium = Chromium.launch("--host-resolver-rules=" + sites.resolverRules());
                return new Set(folder, sites, chromium);
            } catch (IOException e) {
                throw new IllegalStateException("a folder for the sites", e);
            }
        }

        @Override
        public void close() throws IOException {
            chromium.close();
            sites.close();
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static Set set(ExtensionContext context) {
        return context.getRoot().getStore(HERE).computeIfAbsent(Set.class, type -> Set.make(), Set.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        set(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Set.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return set(context);
    }
}
