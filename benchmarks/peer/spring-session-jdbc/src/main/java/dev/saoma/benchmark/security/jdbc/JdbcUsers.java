package dev.saoma.benchmark.security.jdbc;

import dev.saoma.benchmark.security.Users;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Repository;

/** Keeps users in a table. The session holds the user of Spring Security, as it does without a table. */
@Repository
class JdbcUsers implements Users {
    private final JdbcClient database;

    JdbcUsers(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void keep(OAuth2User user) {
        Optional<Long> known = database.sql("SELECT id FROM app_user WHERE openid = :openid")
                .param("openid", user.getName())
                .query(Long.class)
                .optional();
        if (known.isEmpty()) {
            database.sql("""
                            INSERT INTO app_user (openid, unionid, nickname) VALUES (:openid, :unionid, :nickname)
                            ON CONFLICT (openid) DO NOTHING""")
                    .param("openid", user.getName())
                    .param("unionid", user.getAttribute("unionid"))
                    .param("nickname", user.getAttribute("nickname"))
                    .update();
        }
    }
}
