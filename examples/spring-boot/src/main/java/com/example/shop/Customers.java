package com.example.shop;

import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The shop's own table of users. Saoma stores their identifiers and reads everything else here. */
@Component
class Customers implements UserDirectory {
    private final JdbcClient jdbc;

    Customers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<User> find(UserId id) {
        return jdbc.sql("SELECT name, avatar FROM customer WHERE id = ?")
                .param(id.value())
                .query((row, n) -> new User(id, row.getString("name"), row.getString("avatar"), true))
                .optional();
    }

    /** Idempotent: two concurrent calls for the same WeChat user, for example from two browsers, return the same customer. */
    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        try {
            jdbc.sql("INSERT INTO customer (id, name, avatar, wechat_person) VALUES (?, ?, ?, ?)")
                    .params(UUID.randomUUID().toString(), profile.nickname(), profile.avatarOrNull(), onceKey.value())
                    .update();
        } catch (DuplicateKeyException e) {
            // This WeChat user is already a customer.
        }
        return new UserId(jdbc.sql("SELECT id FROM customer WHERE wechat_person = ?")
                .param(onceKey.value())
                .query(String.class)
                .single());
    }

    /** The shop has no other way to log in, so the last WeChat must not be removed. */
    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return false;
    }
}
