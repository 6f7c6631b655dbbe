package dev.saoma.server.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The pages elsewhere that may log people in. */
record OriginsCheck(Subject subject) implements Check {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        for (String origin : subject.allowedOrigins()) {
            String host = URI.create(origin).getHost();
            if (subject.production() && (LOOPBACK.contains(host) || host.endsWith(".localhost"))) {
                findings.add(Finding.fail(
                        "origins",
                        new Said(
                                "saoma.allowed-origins has " + origin
                                        + ": whatever runs on a person's own machine could act for them",
                                "saoma.allowed-origins 含 " + origin + "：用户本机上的任何程序都可冒用其身份"),
                        new Said(
                                "take it out of saoma.allowed-origins in production",
                                "生产环境请从 saoma.allowed-origins 删除")));
            } else if (origin.equals(subject.publicUrl().toString())) {
                findings.add(Finding.warn(
                        "origins",
                        new Said(
                                "saoma.allowed-origins has our own " + origin, "saoma.allowed-origins 含自身地址 " + origin),
                        new Said("take it out; it needs no permission", "请删除，自身无需列出")));
            }
        }
        if (findings.isEmpty()) {
            int count = subject.allowedOrigins().size();
            findings.add(Finding.ok("origins", count + " other origins are allowed", "允许 " + count + " 个其他来源"));
        }
        return findings;
    }
}
