package dev.saoma.server.doctor;

import dev.saoma.error.LoginException;
import dev.saoma.wechat.WeChatException;
import dev.saoma.wechat.WeChatLogin;
import java.util.List;

/** Checks whether WeChat accepts AppID and appSecret, by the error that it returns for an invalid code. */
public record CodeExchangeCheck(List<WeChatLogin> instances) implements Check {
    private static final String INVALID_CODE = "021SaomaDoctorMadeThisCodeUp0000";
    private static final int AT_MOST = 10;

    @Override
    public List<Finding> run() {
        return instances.stream()
                .filter(WeChatLogin::isActive)
                .limit(AT_MOST)
                .map(CodeExchangeCheck::exchange)
                .toList();
    }

    private static Finding exchange(WeChatLogin instance) {
        try {
            instance.getLoginCode(INVALID_CODE);
            return Finding.fail("code.accepted", instance.name());
        } catch (WeChatException e) {
            return refused(instance.name(), e);
        } catch (LoginException e) {
            return Finding.fail("code.failed", instance.name(), e.code().code());
        }
    }

    /** Returns why WeChat refused a code exchange of an instance; the level is {@code OK} when only the code is at fault. */
    public static Finding refused(String name, WeChatException e) {
        return switch (e.error()) {
            case INVALID_CODE -> Finding.ok("code.refused", name, e.errcode());
            case UNKNOWN_APP_ID -> Finding.fail("code.app-id", name, e.errcode());
            case WRONG_APP_SECRET, INVALID_CREDENTIAL -> Finding.fail("code.app-secret", name, e.errcode());
            case ADDRESS_NOT_ALLOWED -> Finding.fail("code.address", name, e.errcode());
            case NO_PERMISSION -> Finding.fail("code.permission", name, e.errcode());
            case BUSY -> Finding.warn("code.busy", name, e.errcode());
            case EXPIRED_TOKEN, RESTRICTED_USER, OTHER -> Finding.fail("code.other", name, e.errcode());
        };
    }
}
