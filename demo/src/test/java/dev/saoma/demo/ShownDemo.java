package dev.saoma.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The demo as {@code ./saoma demo} runs it, for tests of all pages. */
public final class ShownDemo implements AutoCloseable {
    private final RunningDemo demo;

    /** Starts the demo on free ports. */
    public ShownDemo(Path folder) {
        demo = RunningDemo.start(0, 0, folder, Optional.empty());
    }

    public URI page() {
        return demo.serverUrl().resolve("/");
    }

    /** Returns the address of the emulator. */
    public URI emulator() {
        return demo.emulatorUrl();
    }

    @Override
    public void close() {
        demo.close();
    }
}
