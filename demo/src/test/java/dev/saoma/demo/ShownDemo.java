package dev.saoma.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The demo as {@code ./saoma demo} runs it, for the tests that look at everything. */
public final class ShownDemo implements AutoCloseable {
    private final RunningDemo demo;

    /** On free ports. */
    public ShownDemo(Path folder) {
        demo = RunningDemo.start(0, 0, folder, Optional.empty());
    }

    public URI page() {
        return demo.serverUrl().resolve("/");
    }

    /** The emulator beside it. */
    public URI emulator() {
        return demo.emulatorUrl();
    }

    @Override
    public void close() {
        demo.close();
    }
}
