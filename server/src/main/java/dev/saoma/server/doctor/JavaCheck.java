package dev.saoma.server.doctor;

import java.util.List;

/** Which Java it runs on. */
record JavaCheck(int feature) implements Check {
    private static final int VIRTUAL_THREADS = 21;

    @Override
    public List<Finding> look() {
        String name = "Java " + feature;
        if (feature >= VIRTUAL_THREADS) {
            return List.of(Finding.ok("java", name, name));
        }
        return List.of(Finding.warn(
                "java",
                new Said(
                        name + " has no virtual threads: 200 logins at most can wait for WeChat at once",
                        name + " 没有虚拟线程：最多 200 个登录可同时等待微信"),
                new Said("run it on Java 21 or newer (25 is best)", "请使用 Java 21 或更新版本（推荐 25）")));
    }
}
