package dev.saoma.server.doctor;

import dev.saoma.server.setting.ConsolePort;
import dev.saoma.server.setting.ManagementSettings;
import dev.saoma.servlet.internal.http.WebOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks whether the public port and the console's own are free or used by Saoma, and whether other machines can reach the
 * management port and the console's.
 */
record PortCheck(DoctorInput input) implements Check {
    @Override
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        boolean isRunning = isSaomaRunning(input);
        findings.add(port(isRunning));
        input.settings().admin().consolePort().ifPresent(console -> findings.addAll(console(console, isRunning)));
        input.settings()
                .management()
                .map(ManagementSettings::host)
                .filter(address -> !WebOrigin.isLoopback(address))
                .ifPresent(address -> findings.add(Finding.warn("management.open", address)));
        return findings;
    }

    private static List<Finding> console(ConsolePort console, boolean isRunning) {
        var findings = new ArrayList<Finding>();
        if (isRunning || console.port() == 0 || isFree(console.host(), console.port())) {
            findings.add(Finding.ok("console.port", console.port(), console.address(console.port())));
        } else {
            findings.add(Finding.fail("console.taken", console.host() + ":" + console.port()));
        }
        if (!WebOrigin.isLoopback(console.host())) {
            findings.add(Finding.warn("console.open", console.host()));
        }
        return findings;
    }

    private Finding port(boolean isRunning) {
        if (input.settings().port() == 0) {
            return Finding.ok("port.any");
        }
        if (isRunning) {
            return Finding.ok("port.saoma", input.settings().port());
        }
        String host = input.settings().listen().host();
        int port = input.settings().port();
        return isFree(host, port) ? Finding.ok("port.free", port) : Finding.fail("port.taken", host + ":" + port);
    }

    private static boolean isFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether a Saoma server responds at the port of this configuration. */
    static boolean isSaomaRunning(DoctorInput input) {
        boolean everywhere = input.settings().listen().host().equals("0.0.0.0")
                || input.settings().listen().host().equals("::");
        String address = everywhere ? "127.0.0.1" : input.settings().listen().host();
        String name = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        URI base = URI.create("http://" + name + ":" + input.settings().port());
        return input.settings().port() != 0
                && HttpProbe.get(base, "/api/login", Host.local()) instanceof HttpProbe.Response response
                && response.status() == 200
                && response.body().startsWith("[");
    }
}
