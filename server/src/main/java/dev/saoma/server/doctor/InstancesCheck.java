package dev.saoma.server.doctor;

import dev.saoma.wechat.AuthConfig;
import dev.saoma.wechat.WeChatLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The app ids and secrets of the instances, by their shape alone: neither value of a secret nor a part of it is shown. */
record InstancesCheck(Subject subject, List<WeChatLogin> instances) implements Check {
    private static final Pattern APP_ID = Pattern.compile("wx[0-9a-f]{16}");
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");
    private static final int LENGTH = 32;
    private static final String SAMPLE = "5a0a5a0a";
    private static final Set<String> EXAMPLES =
            Set.of("yourappsecret", "appsecret", "changeme", "secret", "xxx", "todo", "wechatappsecret");

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        if (instances.isEmpty()) {
            findings.add(Finding.fail(
                    "app",
                    new Said("no WeChat login is defined in " + subject.app(), subject.app() + " 中没有微信登录实例"),
                    new Said(
                            "write auths/loginTypes/MyWeChatLogin/e.json and MyWeChatLogin.json, as the README shows",
                            "按 README 编写 auths/loginTypes/MyWeChatLogin/e.json 与 MyWeChatLogin.json")));
        }
        for (WeChatLogin instance : instances) {
            findings.add(appId(instance));
            findings.add(secret(instance));
        }
        return findings;
    }

    private Finding appId(WeChatLogin instance) {
        String appId = instance.authConfig().appId();
        String state = instance.isActive() ? "" : " (isActive is false)";
        if (subject.production() && appId.startsWith("wx" + SAMPLE)) {
            return Finding.fail(
                    "app-id",
                    new Said(
                            instance.name() + ": " + appId + " is the emulator's sample",
                            instance.name() + "：这是模拟器的示例 AppID"),
                    new Said(
                            "write the AppID of your website application at open.weixin.qq.com",
                            "请填写微信开放平台网站应用的 AppID"));
        }
        if (!APP_ID.matcher(appId).matches()) {
            return Finding.warn(
                    "app-id",
                    new Said(
                            instance.name() + ": " + appId + " is not of the form of WeChat's AppIDs",
                            instance.name() + "：AppID 格式与微信的不符"),
                    new Said(
                            "copy it from open.weixin.qq.com: wx and 16 hexadecimal digits, lower case",
                            "从微信开放平台复制：wx 加 16 位小写十六进制字符"));
        }
        return Finding.ok("app-id", instance.name() + ": " + appId + state, instance.name() + "：" + appId);
    }

    private Finding secret(WeChatLogin instance) {
        AuthConfig config = instance.authConfig();
        String secret = config.appSecret().reveal();
        if (subject.production() && isExample(secret, config.appId())) {
            return fail(
                    instance,
                    "appSecret is an example's, not the application's",
                    "appSecret 仍是示例值",
                    "set the secret that open.weixin.qq.com shows for this application",
                    "请设置开放平台上该应用的 AppSecret");
        }
        if (secret.length() != LENGTH) {
            return fail(
                    instance,
                    "appSecret has " + secret.length() + " characters; WeChat's have " + LENGTH,
                    "appSecret 长度为 " + secret.length() + "，应为 " + LENGTH,
                    "copy the whole secret, without quotes or a line end, or reset it at open.weixin.qq.com",
                    "请完整复制（不含引号与换行），或在开放平台重置");
        }
        if (!SECRET.matcher(secret).matches()) {
            return Finding.warn(
                    "app-secret",
                    new Said(
                            instance.name() + ": appSecret has other characters than WeChat's, which are 0-9 and a-f",
                            instance.name() + "：appSecret 含有 0-9、a-f 以外的字符"),
                    new Said("see whether it is another value that was copied", "请确认没有复制成别的值"));
        }
        return Finding.ok(
                "app-secret",
                instance.name() + ": appSecret has the right form (not shown)",
                instance.name() + "：appSecret 格式正确（不显示）");
    }

    private static Finding fail(WeChatLogin instance, String what, String chinese, String fix, String fixChinese) {
        return Finding.fail(
                "app-secret",
                new Said(instance.name() + ": " + what, instance.name() + "：" + chinese),
                new Said(fix, fixChinese));
    }

    private static boolean isExample(String secret, String appId) {
        String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return secret.startsWith(SAMPLE)
                || secret.equals(appId)
                || secret.chars().distinct().count() < 4
                || (!letters.isEmpty() && secret.length() != LENGTH && EXAMPLES.contains(letters));
    }
}
