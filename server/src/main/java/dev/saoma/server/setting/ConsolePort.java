package dev.saoma.server.setting;

import dev.saoma.servlet.WebOptions;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.http.PrivateHost;
import dev.saoma.servlet.internal.http.WebOrigin;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The console's own port; there is none unless {@code saoma.console} is a port.
 *
 * @param host {@code saoma.console-host}, 127.0.0.1 when not given
 * @param port {@code saoma.console}, 0 for a free one
 * @param url {@code saoma.console-url}, scheme, host and port as the browsers of administrators see them;
 *     {@code http://localhost:<port>} when empty
 */
public record ConsolePort(String host, int port, Optional<URI> url) {
    static final String CONSOLE = "saoma.console";
    private static final String HOST = "saoma.console-host";
    private static final String URL = "saoma.console-url";

    static Optional<ConsolePort> read(SettingReader reader, SettingFaults faults, Mode mode) {
        Optional<String> host = reader.find(HOST, String.class);
        Optional<URI> url = reader.find(URL, URI.class);
        Optional<Integer> port = reader.find(CONSOLE, ConsolePlace.class).flatMap(ConsolePlace::port);
        if (port.isEmpty() && !faults.names(CONSOLE)) {
            host.ifPresent(given -> faults.add(HOST, "has no effect unless saoma.console is a port"));
            url.ifPresent(given -> faults.add(URL, "has no effect unless saoma.console is a port"));
        }
        if (mode == Mode.DEVELOPMENT
                && host.filter(given -> !WebOrigin.isLoopback(given)).isPresent()) {
            faults.add(HOST, "must be loopback while saoma.mode is development");
        }
        url.ifPresent(given -> checkUrl(given, mode).ifPresent(problem -> faults.add(URL, problem)));
        return port.map(
                number -> new ConsolePort(host.orElse("127.0.0.1"), number, url.filter(given -> !faults.names(URL))));
    }

    private static Optional<String> checkUrl(URI given, Mode mode) {
        Optional<WebOrigin> origin = WebOrigin.parse(given.toString().replaceFirst("/$", ""));
        if (origin.isEmpty()) {
            return Optional.of("must be scheme, host and port alone, such as https://console.example.com");
        }
        if (origin.get().isLoopback()) {
            return Optional.empty();
        }
        if (!origin.get().isHttps()) {
            return Optional.of("is plain http; that is allowed on loopback only, use https, or a tunnel to localhost");
        }
        if (mode == Mode.DEVELOPMENT) {
            return Optional.of("must be on loopback, such as http://localhost:9092, while saoma.mode is development");
        }
        return PrivateHost.is(origin.get().host())
                ? Optional.of("is an address of a private network; use a name, or a tunnel to localhost")
                : Optional.empty();
    }

    /** Adds the faults of a port or an address that something else of the server has. */
    void checkOthers(SettingFaults faults, int publicPort, URI publicUrl, Optional<ManagementSettings> management) {
        if (port == 0) {
            return;
        }
        if (port == publicPort) {
            faults.add(CONSOLE, "is saoma.port too; the console's own port needs another number");
        }
        if (management.filter(other -> other.port() == port).isPresent()) {
            faults.add(CONSOLE, "is saoma.management.port too; the console's own port needs another number");
        }
        if (port != publicPort && address(port).equals(publicUrl)) {
            faults.add(
                    url.isPresent() ? URL : CONSOLE,
                    "would give the console the address " + publicUrl + ", which is saoma.public-url");
        }
    }

    /**
     * Returns the address of the console's pages, without a path.
     *
     * @param listening the port that is open
     */
    public URI address(int listening) {
        return url.map(given -> WebOrigin.parse(given.toString().replaceFirst("/$", ""))
                        .map(origin -> URI.create(origin.toString()))
                        .orElse(given))
                .orElseGet(() -> URI.create("http://localhost:" + listening));
    }

    /**
     * Returns the settings of the console's address: no path, and no other origins. Those of a loopback address are of
     * development, so that requests for other hosts are refused there.
     *
     * @param site the settings of the public address
     * @param listening the port that is open
     */
    public WebSettings web(WebSettings site, int listening) {
        URI address = address(listening);
        boolean isLoopback = WebOrigin.isLoopback(String.valueOf(address.getHost()));
        return new WebSettings(
                address,
                "",
                List.of(),
                List.of(),
                site.wechatPageOrigin(),
                isLoopback ? Mode.DEVELOPMENT : Mode.PRODUCTION,
                new WebOptions(Optional.empty(), site.clients(), site.options().cookieSuffix()));
    }
}
