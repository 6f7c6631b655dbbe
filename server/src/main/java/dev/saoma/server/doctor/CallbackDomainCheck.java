package dev.saoma.server.doctor;

import dev.saoma.server.doctor.HttpProbe.Response;
import dev.saoma.wechat.WeChatLogin;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names the callback domain that each application at WeChat needs, and checks whether WeChat's login page accepts it. */
record CallbackDomainCheck(DoctorInput input, List<WeChatLogin> instances, Host host) implements Check {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    @Override
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        if (input.production()) {
            findings.add(domain(input.settings().web().publicUrl()));
        }
        List<String> domains = domains();
        if (domains.size() > 1) {
            findings.add(
                    Finding.warn("callback-domain.several", String.join(", ", domains), String.join("、", domains)));
        }
        instances.stream().filter(WeChatLogin::isActive).forEach(instance -> findings.add(loginPage(instance)));
        return findings;
    }

    private List<String> domains() {
        return Stream.concat(
                        Stream.of(input.settings().web().publicUrl()), input.settings().web().redirectUris().stream())
                .map(URI::getHost)
                .distinct()
                .toList();
    }

    private static Finding domain(URI url) {
        if (url.getPort() != -1) {
            return Finding.fail("callback-domain.port", url.getPort());
        }
        String domain = url.getHost();
        return ADDRESS.matcher(domain).matches() || !domain.contains(".")
                ? Finding.fail("callback-domain.not-public", domain)
                : Finding.ok("callback-domain.needed", domain);
    }

    /** Requests the login page, which names a refused parameter. The request holds no secret and begins no login. */
    private Finding loginPage(WeChatLogin instance) {
        String callback = input.settings().web().address() + "/api/login/" + instance.name() + "/callback";
        String page = "/connect/qrconnect?appid=" + instance.authConfig().appId() + "&redirect_uri="
                + URLEncoder.encode(callback, StandardCharsets.UTF_8)
                + "&response_type=code&scope=snsapi_login&state=doctor";
        URI base = input.settings().wechat().page();
        if (!(HttpProbe.get(base, page, host, input.settings().wechat().proxyTo(base)) instanceof Response response)) {
            return Finding.warn("login-page.unreached", instance.name());
        }
        String body = response.body();
        if (body.contains("redirect_uri") && body.contains("参数错误")) {
            return Finding.fail(
                    "login-page.domain",
                    instance.name(),
                    input.settings().web().publicUrl().getHost());
        }
        if (body.contains("AppID") && body.contains("参数错误")) {
            return Finding.fail("login-page.app-id", instance.name());
        }
        if (body.contains("Scope 参数错误")) {
            return Finding.fail("login-page.scope", instance.name());
        }
        return body.contains("/connect/qrcode/")
                ? Finding.ok("login-page.qr-code", instance.name())
                : Finding.warn("login-page.unknown", instance.name());
    }
}
