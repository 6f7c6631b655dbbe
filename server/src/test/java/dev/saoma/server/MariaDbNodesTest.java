package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one MariaDB without Redis. Until the last test, the tables are those of the previous release. */
@Tag("full")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MariaDbNodesTest {
    private static final int KILLS = Integer.getInteger("saoma.failover.kills", 1);

    @TempDir
    private static Path folder;

    private static DatabaseServer.Running database;
    private static Fleet fleet;
    private static Node a;
    private static Node b;

    @BeforeAll
    static void start() throws Exception {
        database = DatabaseServer.MARIADB.run(folder);
        migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        migrate("dev/saoma/schema", "saoma_schema_history");
        fleet = new Fleet(folder.resolve("nodes"), database.store()).with("saoma.store.migrate", "false");
        a = fleet.node().launch();
        b = fleet.node().launch();
        a.ready();
        b.ready();
    }

    /** Migrates to the first version, as the previous release did. */
    private static void migrate(String location, String history) {
        Flyway.configure()
                .dataSource(database.store().url(), database.store().user(), "")
                .locations("classpath:" + location + "/mysql")
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("1")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws Exception {
        if (fleet != null) {
            fleet.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    @Order(1)
    void goOnWhereverTheNextRequestArrives() throws Exception {
        Visitor visitor = Fleet.visitor(a);
        Reply begun = visitor.attempt();
        Reply finished = visitor.at(b).finish(fleet.code("alice"), begun.text("state"));
        assertThat(visitor.at(a).redeem(finished.text("loginCode")).status()).isEqualTo(201);

        assertThat(visitor.at(b).session()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void forgetASessionOnTheOtherNodeInTheirOwnTime() throws Exception {
        Visitor visitor = fleet.signedIn(a, b);
        assertThat(visitor.at(a).twin().send("DELETE", "/api/session", "").status())
                .isEqualTo(204);

        visitor.at(b).requireEndWithin(Duration.ofSeconds(2));
    }

    @Test
    @Order(3)
    @Tag("failover")
    void loseNobodyWhenOneOfThemIsKilled() throws Exception {
        var logins = new SteadyLogins(fleet, a, b);
        var failover = new Failover("store=mariadb redis=no nodes=2", logins);
        try (logins) {
            for (int kill = 0; kill < KILLS; kill++) {
                failover.kill(b);
                b.launch().ready();
            }
        }

        failover.requireNothingLost("kill", a);
    }

    @Test
    @Order(4)
    void loseNobodyWhenTheTablesAreBroughtUpToDateBeneathThem() throws Exception {
        assertThat(tables()).doesNotContain("saoma_lease");
        var logins = new SteadyLogins(fleet, a, b);
        var failover = new Failover("store=mariadb redis=no nodes=2", logins);
        try (logins) {
            failover.stop(a);
            a.with("saoma.store.migrate", "true").launch().ready();
            assertThat(tables()).contains("saoma_lease");
            // The other node does not know the new tables and must continue.
            logins.awaitLogins(10);
            failover.stop(b);
            b.launch().ready();
        }

        failover.requireNothingLost("migration", a, b);
    }

    private static List<String> tables() throws SQLException {
        var store = database.store();
        try (var connection = DriverManager.getConnection(store.url(), store.user(), "");
                var tables = connection.getMetaData().getTables(null, null, "saoma_%", null)) {
            var names = new java.util.ArrayList<String>();
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
            return names;
        }
    }
}
