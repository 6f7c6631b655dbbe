package dev.saoma.server.doctor;

import dev.saoma.secret.Secret;
import java.util.List;
import java.util.Optional;

/** Whether the administrator's key could be guessed. Its length was looked at when the settings were read. */
record AdminKeyCheck(Optional<Secret> key) implements Check {
    private static final int DIFFERENT = 10;

    @Override
    public List<Finding> look() {
        if (key.isEmpty()) {
            return List.of(Finding.ok("admin-key", "there is none, and so no administrator's API", "未设置，管理 API 不存在"));
        }
        if (key.get().reveal().chars().distinct().count() < DIFFERENT) {
            return List.of(Finding.fail(
                    "admin-key",
                    new Said(
                            "saoma.admin-key repeats a few characters and could be guessed",
                            "saoma.admin-key 由少数字符重复而成，容易被猜中"),
                    new Said("make one with: openssl rand -hex 32", "请用 openssl rand -hex 32 生成")));
        }
        return List.of(Finding.ok("admin-key", "is long enough (not shown)", "长度足够（不显示）"));
    }
}
