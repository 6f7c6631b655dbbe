package dev.saoma.servlet.internal.setting;

import dev.saoma.error.ConfigException;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.secret.SealKey;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.wechat.WeChatSettings;

/**
 * Settings that every installation has, whether or not it serves pages.
 *
 * @param mode {@code saoma.mode}; production when not given
 * @param wechat {@code saoma.wechat.*}
 * @param sessions {@code saoma.session.*}
 * @param loginLifetimes {@code saoma.login.*}
 * @param migrate {@code saoma.store.migrate}; true when not given
 * @param sealKey {@code saoma.seal-key}; one that opens nothing when not given
 */
public record SaomaSettings(
        Mode mode,
        WeChatSettings wechat,
        SessionsByStore sessions,
        LoginLifetimes loginLifetimes,
        boolean migrate,
        SealKey sealKey) {

    /** @throws ConfigException when an address in production is not WeChat's */
    public SaomaSettings {
        requireOfficial("saoma.wechat.page-url, saoma.wechat.api-url", mode, wechat);
    }

    static WeChatSettings requireOfficial(String keys, Mode mode, WeChatSettings wechat) {
        if (mode == Mode.PRODUCTION && !wechat.official()) {
            throw new ConfigException(
                    SettingFaults.NOWHERE,
                    keys,
                    "names something that is not WeChat over https, which production refuses; for the emulator set"
                            + " saoma.mode=development");
        }
        return wechat;
    }
}
