package dev.saoma.server.doctor;

import dev.saoma.server.doctor.Probe.Reached;
import dev.saoma.wechat.HttpProxy;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether WeChat's hosts are reached, step by step, whether they are WeChat's, and what time it is there. */
record WeChatCheck(Subject subject, Surroundings here) implements Check {

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        proxy().ifPresent(findings::add);
        host("wechat-api", subject.wechat().api(), "/sns/auth", findings)
                .flatMap(WeChatCheck::clock)
                .ifPresent(findings::add);
        if (!subject.wechat().page().equals(subject.wechat().api())) {
            host("wechat-page", subject.wechat().page(), "/", findings);
        }
        return findings;
    }

    private Optional<Reached.Yes> host(String check, URI base, String path, List<Finding> findings) {
        Optional<HttpProxy> proxy = subject.wechat().proxyTo(base);
        Reached reached = Probe.get(base, path, here, proxy);
        if (reached instanceof Reached.No no) {
            String way = proxy.map(through -> " through the proxy " + through).orElse("");
            String chinese = proxy.map(through -> "（经代理 " + through + "）").orElse("");
            findings.add(Finding.fail(
                    check,
                    new Said(
                            base + " is not reached" + way + ": " + no.at() + ", " + no.why(),
                            "无法访问 " + base + chinese + "：" + no.at() + "，" + no.why()),
                    fix(no, base, proxy)));
            return Optional.empty();
        }
        Reached.Yes yes = (Reached.Yes) reached;
        boolean emulated = yes.header("X-Emulator").isPresent()
                || yes.address().filter(WeChatCheck::isPrivate).isPresent();
        if (subject.production() && emulated) {
            findings.add(Finding.fail(
                    "emulator",
                    new Said(
                            base.getHost() + " is " + at(yes)
                                    + ", an emulator or another stand-in,"
                                    + " and not WeChat: it could let anybody in as anybody",
                            base.getHost() + " 指向 " + at(yes) + "，是模拟器而非微信：任何人都可能冒充他人登录"),
                    new Said(
                            "take " + base.getHost()
                                    + " out of /etc/hosts and of your name server, and the emulator's CA"
                                    + " out of Java's trust store",
                            "请从 /etc/hosts 与域名服务器删除 " + base.getHost() + "，并从 Java 信任库移除模拟器的 CA")));
        }
        findings.add(Finding.ok(check, base + " is reached", base + " 可访问"));
        return Optional.of(yes);
    }

    private static String at(Reached.Yes yes) {
        return yes.address().map(InetAddress::getHostAddress).orElse("behind the proxy");
    }

    /** Through what WeChat is asked, or the variable of the environment that was meant to say so and is not read. */
    private Optional<Finding> proxy() {
        Optional<HttpProxy> proxy = subject.wechat().proxyTo(subject.wechat().api());
        if (proxy.isPresent()) {
            return proxy.map(through -> Finding.ok(
                    "wechat-proxy", "WeChat is asked through the proxy " + through, "经代理 " + through + " 访问微信"));
        }
        return Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
                .filter(here.environment()::containsKey)
                .findFirst()
                .map(name -> Finding.warn(
                        "wechat-proxy",
                        new Said(
                                name + " is set, and neither Java nor this server reads it",
                                "已设置 " + name + "，但 Java 与本服务器都不读取它"),
                        new Said(
                                "if WeChat is to be asked through that proxy, set saoma.wechat.proxy",
                                "如需经该代理访问微信，请设置 saoma.wechat.proxy")));
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }

    private static Said fix(Reached.No no, URI base, Optional<HttpProxy> proxy) {
        if (proxy.isPresent() && (no.at() == Probe.Step.DNS || no.at() == Probe.Step.TCP)) {
            return new Said(
                    "see that saoma.wechat.proxy (or Java's https.proxyHost) names the proxy and that it runs",
                    "请确认 saoma.wechat.proxy（或 Java 的 https.proxyHost）指向运行中的代理");
        }
        return switch (no.at()) {
            case DNS -> new Said("let this machine's name server know " + base.getHost(), "请检查本机的域名服务器");
            case TCP ->
                new Said(
                        "let a firewall pass connections from here to " + base.getHost(),
                        "请在防火墙放行到 " + base.getHost() + " 的连接");
            case PROXY ->
                no.why().contains("407")
                        ? new Said(
                                "the proxy wants a user and a password: saoma.wechat.proxy=http://user:password@host:port",
                                "代理要求用户名与密码：saoma.wechat.proxy=http://user:password@host:port")
                        : new Said(
                                "let the proxy pass CONNECT to " + base.getHost() + ":443",
                                "请让代理放行到 " + base.getHost() + ":443 的 CONNECT");
            case TLS ->
                new Said(
                        "see that no proxy breaks TLS open, and that Java's trust store is the one it came with",
                        "请确认没有代理拦截 TLS，且 Java 信任库未被改动");
            case HTTP -> new Said("see what answers in place of WeChat", "请检查是什么在代替微信回答");
        };
    }

    private static Optional<Finding> clock(Reached.Yes yes) {
        return yes.header("Date")
                .flatMap(WeChatCheck::instant)
                .map(theirs -> ClockDifference.finding(
                        "WeChat's", "微信", theirs, yes.before(), yes.after(), Duration.ofSeconds(30)));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
