package dev.saoma.server.doctor;

import dev.saoma.server.doctor.Probe.Reached;
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

/** Whether WeChat's hosts are reached, step by step, whether they are WeChat's, and what time it is there. */
record WeChatCheck(Subject subject, Surroundings here) implements Check {

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        host("wechat-api", subject.wechat().api(), "/sns/auth", findings)
                .flatMap(WeChatCheck::clock)
                .ifPresent(findings::add);
        if (!subject.wechat().page().equals(subject.wechat().api())) {
            host("wechat-page", subject.wechat().page(), "/", findings);
        }
        return findings;
    }

    private Optional<Reached.Yes> host(String check, URI base, String path, List<Finding> findings) {
        Reached reached = Probe.get(base, path, here);
        if (reached instanceof Reached.No no) {
            findings.add(Finding.fail(
                    check,
                    new Said(
                            base + " is not reached: " + no.at() + ", " + no.why(),
                            "无法访问 " + base + "：" + no.at() + "，" + no.why()),
                    fix(no.at(), base)));
            return Optional.empty();
        }
        Reached.Yes yes = (Reached.Yes) reached;
        boolean emulated = yes.header("X-Emulator").isPresent() || isPrivate(yes.address());
        if (subject.production() && emulated) {
            findings.add(Finding.fail(
                    "emulator",
                    new Said(
                            base.getHost() + " is " + yes.address().getHostAddress()
                                    + ", an emulator or another stand-in,"
                                    + " and not WeChat: it could let anybody in as anybody",
                            base.getHost() + " 指向 " + yes.address().getHostAddress() + "，是模拟器而非微信：任何人都可能冒充他人登录"),
                    new Said(
                            "take " + base.getHost()
                                    + " out of /etc/hosts and of your name server, and the emulator's CA"
                                    + " out of Java's trust store",
                            "请从 /etc/hosts 与域名服务器删除 " + base.getHost() + "，并从 Java 信任库移除模拟器的 CA")));
        }
        findings.add(Finding.ok(check, base + " is reached", base + " 可访问"));
        return Optional.of(yes);
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }

    private static Said fix(Probe.Step at, URI base) {
        return switch (at) {
            case DNS -> new Said("let this machine's name server know " + base.getHost(), "请检查本机的域名服务器");
            case TCP ->
                new Said(
                        "let a firewall pass connections from here to " + base.getHost(),
                        "请在防火墙放行到 " + base.getHost() + " 的连接");
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
