package dev.saoma.server.doctor;

import dev.saoma.secret.Secret;
import java.util.List;
import java.util.Optional;

/** Checks whether there is an administrator's key. The settings refuse a weak one when they are read. */
record AdminKeyCheck(Optional<Secret> key) implements Check {
    @Override
    public List<Finding> run() {
        return List.of(Finding.ok(key.isEmpty() ? "admin-key.none" : "admin-key.strong"));
    }
}
