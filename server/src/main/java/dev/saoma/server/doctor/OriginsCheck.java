package dev.saoma.server.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether {@code saoma.allowed-origins} has origins that are dangerous or needless. */
record OriginsCheck(DoctorInput input) implements Check {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public List<Finding> run() {
        List<String> origins = input.web().allowedOrigins();
        var findings = new ArrayList<Finding>();
        for (String origin : origins) {
            if (input.production() && isLoopback(URI.create(origin).getHost())) {
                findings.add(Finding.fail("origins.loopback", origin));
            } else if (origin.equals(input.web().publicUrl().toString())) {
                findings.add(Finding.warn("origins.own", origin));
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("origins.allowed", origins.size())) : findings;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.endsWith(".localhost");
    }
}
