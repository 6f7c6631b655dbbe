package dev.saoma.demo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens the default browser. Without one, the printed address is enough. */
final class Browser {
    private Browser() {}

    static void open(String url) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean headless = System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null;
        if (system.contains("linux") && headless) {
            return;
        }
        List<String> command = system.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
                : List.of(system.contains("mac") ? "open" : "xdg-open", url);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The program does not exist here.
        }
    }
}
