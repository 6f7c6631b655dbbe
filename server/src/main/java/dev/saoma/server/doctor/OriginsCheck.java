package dev.saoma.server.doctor;

import dev.saoma.servlet.internal.http.WebOrigin;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Checks whether {@code saoma.allowed-origins} has origins that are dangerous or not needed. */
record OriginsCheck(DoctorInput input) implements Check {
    @Override
    public List<Finding> run() {
        List<String> origins = input.settings().web().allowedOrigins();
        var findings = new ArrayList<Finding>();
        for (String origin : origins) {
            if (input.production() && WebOrigin.isLoopback(URI.create(origin).getHost())) {
                findings.add(Finding.fail("origins.loopback", origin));
            } else if (origin.equals(input.settings().web().publicUrl().toString())) {
                findings.add(Finding.warn("origins.own", origin));
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("origins.allowed", origins.size())) : findings;
    }
}
