package dev.saoma.server.doctor;

import dev.saoma.server.doctor.Finding.Level;
import dev.saoma.server.doctor.HttpProbe.Failure;
import dev.saoma.server.doctor.HttpProbe.Response;
import dev.saoma.server.doctor.HttpProbe.Step;
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

/** Checks whether WeChat's hosts can be reached and are WeChat's, and compares their clock with that of this machine. */
record WeChatCheck(DoctorInput input, Host host) implements Check {

    @Override
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        proxy().ifPresent(findings::add);
        reach("wechat-api", input.settings().wechat().api(), "/sns/auth", findings)
                .flatMap(WeChatCheck::clock)
                .ifPresent(findings::add);
        if (!input.settings().wechat().page().equals(input.settings().wechat().api())) {
            reach("wechat-page", input.settings().wechat().page(), "/", findings);
        }
        return findings;
    }

    private Optional<Response> reach(String check, URI base, String path, List<Finding> findings) {
        Optional<HttpProxy> proxy = input.settings().wechat().proxyTo(base);
        HttpProbe.Result result = HttpProbe.get(base, path, host, proxy);
        if (result instanceof Failure failure) {
            findings.add(unreached(check, failure, base, proxy));
            return Optional.empty();
        }
        Response response = (Response) result;
        boolean emulated = response.header("X-Emulator").isPresent()
                || response.address().filter(WeChatCheck::isPrivate).isPresent();
        if (input.production() && emulated) {
            String address = response.address().map(InetAddress::getHostAddress).orElse("behind the proxy");
            findings.add(Finding.fail("emulator.found", base.getHost(), address));
        }
        findings.add(new Finding(Level.OK, check, Bilingual.of("wechat.reached", base), Optional.empty()));
        return Optional.of(response);
    }

    private static Finding unreached(String check, Failure failure, URI base, Optional<HttpProxy> proxy) {
        var what = proxy.map(through ->
                        Bilingual.of("wechat.unreached-by-proxy", base, failure.at(), failure.reason(), through))
                .orElseGet(() -> Bilingual.of("wechat.unreached", base, failure.at(), failure.reason()));
        var fix = Bilingual.of(fixKey(failure, proxy.isPresent()), base.getHost());
        return new Finding(Level.FAIL, check, what, Optional.of(fix));
    }

    private static String fixKey(Failure failure, boolean proxied) {
        if (proxied && (failure.at() == Step.DNS || failure.at() == Step.TCP)) {
            return "wechat.proxy-unreached.fix";
        }
        return switch (failure.at()) {
            case DNS -> "wechat.dns.fix";
            case TCP -> "wechat.tcp.fix";
            case PROXY -> failure.reason().contains("407") ? "wechat.proxy-password.fix" : "wechat.proxy-refused.fix";
            case TLS -> "wechat.tls.fix";
            case HTTP -> "wechat.http.fix";
        };
    }

    /** Reports the proxy to WeChat, or an environment variable that names one and is not read. */
    private Optional<Finding> proxy() {
        return input.settings()
                .wechat()
                .proxyTo(input.settings().wechat().api())
                .map(proxy -> Finding.ok("wechat-proxy.used", proxy))
                .or(() -> Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
                        .filter(host.environment()::containsKey)
                        .findFirst()
                        .map(name -> Finding.warn("wechat-proxy.not-read", name)));
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }

    private static Optional<Finding> clock(Response response) {
        return response.header("Date")
                .flatMap(WeChatCheck::instant)
                .map(theirs -> ClockDifference.finding(
                        "clock.wechat", theirs, response.before(), response.after(), Duration.ofSeconds(30)));
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
