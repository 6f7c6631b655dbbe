package dev.saoma.server.doctor;

import dev.saoma.error.LoginException;
import dev.saoma.wechat.WeChatLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks WeChat to exchange a code that nobody has: what it does not like about it tells whether it knows the application. */
record CodeCheck(List<WeChatLogin> instances) implements Check {
    private static final String NOBODYS = "021SaomaDoctorMadeThisCodeUp0000";
    private static final int AT_MOST = 10;
    private static final Pattern ERRCODE = Pattern.compile("errcode (-?[0-9]+)");

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        instances.stream().filter(WeChatLogin::isActive).limit(AT_MOST).forEach(one -> findings.add(asked(one)));
        return findings;
    }

    private static Finding asked(WeChatLogin instance) {
        try {
            instance.getLoginCode(NOBODYS);
            return fail(
                    instance,
                    "takes a code that nobody has",
                    "接受了不存在的 code",
                    "whatever answers is not WeChat; see what saoma.wechat.api-url names",
                    "回答者不是微信，请检查 saoma.wechat.api-url");
        } catch (LoginException e) {
            Matcher errcode = ERRCODE.matcher(e.note());
            return errcode.find()
                    ? said(instance, Long.parseLong(errcode.group(1)))
                    : fail(
                            instance,
                            "could not be asked: " + e.code().code(),
                            "未能询问：" + e.code().code(),
                            "see the lines wechat-api and wechat-page",
                            "请看 wechat-api 与 wechat-page 两行");
        }
    }

    private static Finding said(WeChatLogin instance, long errcode) {
        if (errcode == 40029 || errcode == 40163 || errcode == 42003) {
            return Finding.ok(
                    "code",
                    instance.name() + ": WeChat takes AppID and appSecret (it refuses a made-up code alone, " + errcode
                            + ")",
                    instance.name() + "：微信接受 AppID 与 appSecret（仅拒绝虚构的 code，" + errcode + "）");
        }
        if (errcode == 40013 || errcode == 41002) {
            return fail(
                    instance,
                    "WeChat does not know the AppID (" + errcode + ")",
                    "微信不认识该 AppID（" + errcode + "）",
                    "copy authConfig.appId from open.weixin.qq.com",
                    "请从开放平台复制 authConfig.appId");
        }
        if (errcode == 40125 || errcode == 41004 || errcode == 40001) {
            return fail(
                    instance,
                    "WeChat refuses the appSecret (" + errcode + ")",
                    "微信拒绝该 appSecret（" + errcode + "）",
                    "copy it anew: it is another application's, or was reset",
                    "请重新复制：它属于其他应用，或已被重置");
        }
        if (errcode == 40164) {
            return fail(
                    instance,
                    "WeChat does not let this machine's address ask (40164)",
                    "微信不允许本机 IP 调用（40164）",
                    "add the address by which this machine reaches the Internet to the application's list (IP 白名单)",
                    "请将本机的公网出口 IP 加入该应用的 IP 白名单");
        }
        if (errcode == 48001) {
            return fail(
                    instance,
                    "the application lacks a permission (48001)",
                    "该应用缺少接口权限（48001）",
                    "see its state at open.weixin.qq.com: has snsapi_login been granted?",
                    "请在开放平台查看是否已获得 snsapi_login");
        }
        if (errcode == -1 || errcode == 45009 || errcode == 45011) {
            return Finding.warn(
                    "code",
                    new Said(
                            instance.name() + ": WeChat is busy (" + errcode + ")",
                            instance.name() + "：微信繁忙（" + errcode + "）"),
                    new Said("ask again in a minute", "请一分钟后重试"));
        }
        return fail(
                instance,
                "WeChat answers errcode " + errcode,
                "微信返回 errcode " + errcode,
                "look the number up in WeChat's table of return codes",
                "请查阅微信的返回码表");
    }

    private static Finding fail(WeChatLogin instance, String what, String chinese, String fix, String fixChinese) {
        return Finding.fail(
                "code",
                new Said(instance.name() + ": " + what, instance.name() + "：" + chinese),
                new Said(fix, fixChinese));
    }
}
