package dev.saoma.server.doctor;

import dev.saoma.secret.Secret;
import java.util.List;
import java.util.Optional;

/** Whether there is an administrator's key. One that could be guessed was refused when the settings were read. */
record AdminKeyCheck(Optional<Secret> key) implements Check {
    @Override
    public List<Finding> look() {
        return List.of(
                key.isEmpty()
                        ? Finding.ok("admin-key", "there is none, and so no administrator's API", "未设置，管理 API 不存在")
                        : Finding.ok(
                                "admin-key",
                                "is long enough and no text that repeats (not shown)",
                                "长度足够，且非重复文本（不显示）"));
    }
}
