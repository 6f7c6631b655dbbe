package dev.saoma.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the public port is free or in use by Saoma, and whether the management port is open to other machines. */
record PortCheck(DoctorInput input) implements Check {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    @Override
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        findings.add(port());
        input.managementHost()
                .filter(address -> !LOOPBACK.contains(address))
                .ifPresent(address -> findings.add(Finding.warn("management.open", address)));
        return findings;
    }

    private Finding port() {
        if (input.port() == 0) {
            return Finding.ok("port.any");
        }
        if (isSaomaRunning(input)) {
            return Finding.ok("port.saoma", input.port());
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(input.host()), input.port()));
            return Finding.ok("port.free", input.port());
        } catch (IOException e) {
            return Finding.fail("port.taken", input.host() + ":" + input.port());
        }
    }

    /** Whether a Saoma answers at the port of this configuration. */
    static boolean isSaomaRunning(DoctorInput input) {
        boolean everywhere = input.host().equals("0.0.0.0") || input.host().equals("::");
        String address = everywhere ? "127.0.0.1" : input.host();
        String name = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        URI base = URI.create("http://" + name + ":" + input.port());
        return input.port() != 0
                && HttpProbe.get(base, "/api/login", Host.local()) instanceof HttpProbe.Response response
                && response.status() == 200
                && response.body().startsWith("[");
    }
}
