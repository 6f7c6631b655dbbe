package dev.saoma.server.doctor;

import dev.saoma.server.doctor.Probe.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The address that browsers use, what ends TLS there, and whether the proxy that does is named. */
record PublicUrlCheck(Subject subject, Surroundings here) implements Check {
    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        String url = subject.publicUrl() + subject.path();
        if (!subject.production()) {
            findings.add(Finding.ok("public-url", url + ", for development on this machine", url + "，仅用于本机开发"));
            return findings;
        }
        findings.add(reached(url));
        if (!subject.proxied()) {
            findings.add(Finding.warn(
                    "proxy",
                    new Said(
                            "saoma.trusted-proxies is empty, and something before this server ends TLS: rate limits"
                                    + " would count everybody as that one address",
                            "saoma.trusted-proxies 为空，而 TLS 由前置代理终止：限流会把所有人算作同一地址"),
                    new Said(
                            "set saoma.trusted-proxies to the addresses of the proxies, such as 10.0.0.0/8",
                            "请将 saoma.trusted-proxies 设为代理的地址，例如 10.0.0.0/8")));
        } else {
            findings.add(Finding.ok("proxy", "the proxies before this server are named", "已配置受信任的代理"));
        }
        return findings;
    }

    private Finding reached(String url) {
        Reached reached = Probe.get(subject.publicUrl(), subject.path() + "/api/login", here);
        if (reached instanceof Reached.No no) {
            var what = new Said(
                    url + " is not reached from here: " + no.at() + ", " + no.why(),
                    "从本机无法访问 " + url + "：" + no.at() + "，" + no.why());
            if (no.at() == Probe.Step.TLS) {
                return Finding.fail(
                        "public-url",
                        what,
                        new Said(
                                "give the proxy a certificate for this very name, with its chain, that browsers trust",
                                "请为代理配置该域名的、浏览器信任的完整证书链"));
            }
            return Finding.warn(
                    "public-url",
                    what,
                    new Said(
                            "see that the name resolves and the proxy listens; a network that lets nobody reach its own"
                                    + " public address is fine",
                            "请确认域名可解析、代理在监听；内网不能访问自身公网地址属正常"));
        }
        Reached.Yes yes = (Reached.Yes) reached;
        if (yes.status() == 404) {
            return Finding.warn(
                    "public-url",
                    new Said(
                            "something else answers at " + url + ": there is no /api/login below it",
                            url + " 由其他程序应答：其下没有 /api/login"),
                    new Said(
                            "let the proxy send that address here; what it serves us below, such as /sso, goes into saoma.path",
                            "请让代理把该地址转发到本服务；若在子路径下提供服务（如 /sso），请设置 saoma.path"));
        }
        Instant soon = here.clock().instant().plus(SOON);
        if (yes.end().filter(soon::isAfter).isPresent()) {
            return Finding.warn(
                    "public-url",
                    new Said(url + ": the certificate ends " + yes.end().orElseThrow(), url + "：证书即将到期"),
                    new Said("renew it", "请更新证书"));
        }
        return Finding.ok("public-url", url + " answers over https", url + " 可通过 https 访问");
    }
}
