package com.example.shop;

import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The shop's own table of users. Saoma stores their identifiers and reads everything else here. */
@Configuration
class Customers {
    @Bean
    UserDirectory users(JdbcClient jdbc) {
        return UserDirectory.ofLong(
                id -> jdbc.sql("SELECT name, avatar FROM customer WHERE id = ?")
                        .param(id)
                        .query((row, n) -> User.of(id, row.getString("name")).withAvatar(row.getString("avatar")))
                        .optional(),
                profile -> {
                    var key = new GeneratedKeyHolder();
                    jdbc.sql("INSERT INTO customer (name, avatar) VALUES (?, ?)")
                            .params(profile.nickname(), profile.avatarOrNull())
                            .update(key, "id");
                    return key.getKeyAs(Long.class);
                });
    }
}
