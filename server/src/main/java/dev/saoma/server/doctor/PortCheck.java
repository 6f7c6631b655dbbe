package dev.saoma.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the ports can be had, or are had by a Saoma already. */
record PortCheck(Subject subject) implements Check {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        findings.add(port());
        if (subject.managementHost().filter(host -> !LOOPBACK.contains(host)).isPresent()) {
            findings.add(Finding.warn(
                    "management",
                    new Said(
                            "the management port listens at "
                                    + subject.managementHost().get() + ": whoever reaches it reads the figures",
                            "管理端口监听 " + subject.managementHost().get() + "：能访问者即可读取指标"),
                    new Said(
                            "let a firewall pass the probes and Prometheus alone, or leave saoma.management.host out",
                            "请用防火墙仅放行探针与 Prometheus，或不设置 saoma.management.host")));
        }
        return findings;
    }

    private Finding port() {
        if (subject.port() == 0) {
            return Finding.ok("port", "a free one is taken at every start", "每次启动使用空闲端口");
        }
        if (saomaRuns(subject)) {
            return Finding.ok("port", subject.port() + ": a Saoma runs there now", subject.port() + "：已有 Saoma 在运行");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(subject.host()), subject.port()));
            return Finding.ok("port", subject.port() + " is free", subject.port() + " 端口空闲");
        } catch (IOException e) {
            return Finding.fail(
                    "port",
                    new Said(
                            subject.host() + ":" + subject.port()
                                    + " cannot be listened on, and no Saoma answers there",
                            "无法监听 " + subject.host() + ":" + subject.port() + "，且不是 Saoma 占用"),
                    new Said(
                            "stop what uses it or set another saoma.port; ports below 1024 need a privilege",
                            "请停止占用者或更换 saoma.port；1024 以下端口需要特权"));
        }
    }

    /** Whether what listens at the port of this configuration is a Saoma. */
    static boolean saomaRuns(Subject subject) {
        boolean everywhere = subject.host().equals("0.0.0.0") || subject.host().equals("::");
        String host = everywhere ? "127.0.0.1" : subject.host();
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        URI here = URI.create("http://" + name + ":" + subject.port());
        return subject.port() != 0
                && Probe.get(here, "/api/login", Surroundings.here()) instanceof Probe.Reached.Yes yes
                && yes.status() == 200
                && yes.body().startsWith("[");
    }
}
