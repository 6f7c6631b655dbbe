package dev.saoma.emulator.internal.page;

import java.util.HashMap;
import java.util.Map;

/** The texts of WeChat's login page, in the languages of the parameter {@code lang}. */
final class Wording {

    private Wording() {}

    /** Returns the values for the page's template; the caller adds others. */
    static Map<String, Html> of(String lang) {
        Map<String, Html> words = new HashMap<>();
        (lang.equals("en") ? english() : chinese()).forEach((name, word) -> words.put(name, Html.text(word)));
        return words;
    }

    private static Map<String, String> chinese() {
        return Map.of(
                "lang", "zh-CN",
                "title", "微信登录",
                "tip", "请使用微信扫描二维码登录",
                "scanned", "扫描成功",
                "allow", "在微信中轻触允许即可登录",
                "cancelled", "你已取消此次登录",
                "again", "你可再次扫描登录，或关闭窗口",
                "scan", "使用微信扫一扫登录",
                "banner", "模拟器，并非微信 · emulator, not WeChat",
                "phone", "打开模拟手机 · open the phone");
    }

    private static Map<String, String> english() {
        return Map.of(
                "lang", "en",
                "title", "WeChat Login",
                "tip", "Please use WeChat to scan the QR code to log in to",
                "scanned", "Scan successful",
                "allow", "Tap Allow in WeChat to log in",
                "cancelled", "You've canceled login",
                "again", "You can scan again or close the window",
                "scan", "Scan with WeChat to log in",
                "banner", "emulator, not WeChat",
                "phone", "open the phone");
    }
}
