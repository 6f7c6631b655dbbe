package com.example.jwt;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

@Repository
class Users {
    /** @param password encoded; empty for a user who cannot log in by password */
    record User(long id, String username, String password, String name, boolean active) {
        boolean hasPassword() {
            return !password.isEmpty();
        }
    }

    private final JdbcClient jdbc;

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<User> find(long id) {
        return jdbc.sql("SELECT id, username, password, name, active FROM app_user WHERE id = ?")
                .param(id)
                .query(User.class)
                .optional();
    }

    Optional<User> find(String username) {
        return jdbc.sql("SELECT id, username, password, name, active FROM app_user WHERE username = ?")
                .param(username)
                .query(User.class)
                .optional();
    }

    /** @param password encoded; empty for a user who cannot log in by password */
    long create(String username, String password, String name) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO app_user (username, password, name) VALUES (?, ?, ?)")
                .params(username, password, name)
                .update(key, "id");
        return key.getKeyAs(Long.class);
    }
}
