package dev.saoma.server.doctor;

import dev.saoma.server.doctor.Probe.Reached;
import dev.saoma.wechat.WeChatLogin;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The domain that WeChat must know, and whether its login page takes it. */
record CallbackDomainCheck(Subject subject, List<WeChatLogin> instances, Surroundings here) implements Check {
    private static final String NAME = "callback-domain";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        if (subject.production()) {
            findings.add(form());
        }
        if (hosts().size() > 1) {
            findings.add(Finding.warn(
                    NAME,
                    new Said(
                            "saoma.redirect-uris and saoma.public-url have several hosts: "
                                    + String.join(", ", hosts()),
                            "saoma.redirect-uris 与 saoma.public-url 含多个域名：" + String.join("、", hosts())),
                    new Said(
                            "an application at WeChat has one callback domain: use one host, or an application for each",
                            "微信的一个应用只有一个授权回调域：请只用一个域名，或每个域名一个应用")));
        }
        instances.stream().filter(WeChatLogin::isActive).forEach(instance -> findings.add(asked(instance)));
        return findings;
    }

    private List<String> hosts() {
        return Stream.concat(Stream.of(subject.publicUrl()), subject.redirectUris().stream())
                .map(URI::getHost)
                .distinct()
                .toList();
    }

    private Finding form() {
        URI url = subject.publicUrl();
        String host = url.getHost();
        if (url.getPort() != -1) {
            return refused(
                    "has the port " + url.getPort() + ", and WeChat refuses a redirect address with a port",
                    "含端口 " + url.getPort() + "，微信不接受带端口的回调地址");
        }
        if (ADDRESS.matcher(host).matches() || !host.contains(".")) {
            return refused("names no public domain: " + host, "不是公网域名：" + host);
        }
        return Finding.ok(
                NAME,
                "type " + host
                        + " as callback domain (授权回调域) of each application at open.weixin.qq.com: no https://, no"
                        + " port, no path",
                "在微信开放平台各应用的“授权回调域”填写 " + host + "：不含 https://、端口与路径");
    }

    private static Finding refused(String what, String chinese) {
        return Finding.fail(
                NAME,
                new Said("saoma.public-url " + what, "saoma.public-url " + chinese),
                new Said(
                        "set saoma.public-url to https:// and a domain of yours, on port 443",
                        "请将 saoma.public-url 设为 https:// 加自有域名（443 端口）"));
    }

    /** WeChat's page says in words what it does not like; it takes no secret and counts no login. */
    private Finding asked(WeChatLogin instance) {
        String callback = subject.publicUrl() + subject.path() + "/api/login/" + instance.name() + "/callback";
        String page = "/connect/qrconnect?appid=" + instance.authConfig().appId() + "&redirect_uri="
                + URLEncoder.encode(callback, StandardCharsets.UTF_8)
                + "&response_type=code&scope=snsapi_login&state=doctor";
        URI base = subject.wechat().page();
        if (!(Probe.get(base, page, here, subject.wechat().proxyTo(base)) instanceof Reached.Yes yes)) {
            return unclear(instance, "WeChat's login page was not reached", "未能访问微信登录页");
        }
        String body = yes.body();
        if (body.contains("redirect_uri") && body.contains("参数错误")) {
            return Finding.fail(
                    "login-page",
                    new Said(
                            instance.name() + ": WeChat's page refuses the callback domain "
                                    + subject.publicUrl().getHost(),
                            instance.name() + "：微信登录页拒绝回调域 "
                                    + subject.publicUrl().getHost()),
                    new Said(
                            "type exactly " + subject.publicUrl().getHost()
                                    + " as callback domain of this application at open.weixin.qq.com",
                            "请在开放平台将该应用的授权回调域改为 " + subject.publicUrl().getHost()));
        }
        if (body.contains("AppID") && body.contains("参数错误")) {
            return Finding.fail(
                    "login-page",
                    new Said(instance.name() + ": WeChat does not know this AppID", instance.name() + "：微信不认识该 AppID"),
                    new Said("copy the AppID from open.weixin.qq.com", "请从开放平台复制 AppID"));
        }
        if (body.contains("Scope 参数错误")) {
            return Finding.fail(
                    "login-page",
                    new Said(
                            instance.name() + ": the application may not use snsapi_login",
                            instance.name() + "：该应用没有 snsapi_login 权限"),
                    new Said(
                            "it must be a website application (网站应用) that has passed review; a service account or mini"
                                    + " program does not do",
                            "必须是已通过审核的网站应用；公众号、小程序不行"));
        }
        if (body.contains("/connect/qrcode/")) {
            return Finding.ok(
                    "login-page",
                    instance.name() + ": WeChat's page shows a QR code for this AppID and domain",
                    instance.name() + "：微信登录页对该 AppID 与域名给出了二维码");
        }
        return unclear(instance, "WeChat's login page gave an answer that is not understood", "微信登录页的回答无法识别");
    }

    private static Finding unclear(WeChatLogin instance, String what, String chinese) {
        return Finding.warn(
                "login-page",
                new Said(instance.name() + ": " + what, instance.name() + "：" + chinese),
                new Said("open the login page in a browser and see that a QR code is shown", "请用浏览器打开登录页，确认显示二维码"));
    }
}
