package dev.saoma.server.doctor;

import dev.saoma.server.setting.AdminSettings;
import java.util.List;

/** Checks how administrators sign in. The settings refuse a weak key when they are read. */
record AdminKeyCheck(AdminSettings admin) implements Check {
    @Override
    public List<Finding> run() {
        if (admin.key().isPresent()) {
            return List.of(Finding.ok("admin-key.strong"));
        }
        return List.of(Finding.ok(admin.console() ? "admin-key.scan" : "admin-key.none"));
    }
}
