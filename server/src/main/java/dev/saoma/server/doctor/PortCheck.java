package dev.saoma.server.doctor;

import dev.saoma.server.setting.ManagementSettings;
import dev.saoma.servlet.internal.http.WebOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Checks whether the public port is free or used by Saoma, and whether other machines can reach the management port. */
record PortCheck(DoctorInput input) implements Check {
    @Override
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        findings.add(port());
        input.settings()
                .management()
                .map(ManagementSettings::host)
                .filter(address -> !WebOrigin.isLoopback(address))
                .ifPresent(address -> findings.add(Finding.warn("management.open", address)));
        return findings;
    }

    private Finding port() {
        if (input.settings().port() == 0) {
            return Finding.ok("port.any");
        }
        if (isSaomaRunning(input)) {
            return Finding.ok("port.saoma", input.settings().port());
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(
                    InetAddress.getByName(input.settings().listen().host()),
                    input.settings().port()));
            return Finding.ok("port.free", input.settings().port());
        } catch (IOException e) {
            return Finding.fail(
                    "port.taken",
                    input.settings().listen().host() + ":" + input.settings().port());
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
