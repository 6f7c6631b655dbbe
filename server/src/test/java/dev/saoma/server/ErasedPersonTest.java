package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.server.setting.StoreSettings;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import dev.saoma.testing.StoredText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An administrator erases a person: no table holds what identifies the person, and the person may come anew. */
@Timeout(180)
class ErasedPersonTest {
    private static final String USERS = "/api/admin/users/";

    @TempDir
    private Path folder;

    @Test
    void isInNoTableOfSqlite() throws Exception {
        try (var site = Site.open(folder)) {
            check(site, "jdbc:sqlite:" + folder.resolve("data/saoma.db"), "");
        }
    }

    @Test
    void isInNoTableOfPostgreSql() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder)) {
            StoreSettings store = database.store();
            try (var site = Site.open(folder.resolve("site"), store)) {
                check(site, store.url(), store.user());
            }
        }
    }

    /** What was issued to clients for the person goes with the sessions. */
    @Test
    void isInNoTableOfTheProvider() throws Exception {
        try (var site = Site.withProvider(Site.open(folder))) {
            RelyingParty shop = RelyingParty.web(site, "Shop", ", \"refresh\": true");
            Browser wang = site.browser();
            Reply tokens = shop.tokens(wang, "wang");
            shop.redeem(shop.code(wang, "wang"));
            String person = shop.userInfo(tokens.text("access_token")).text("sub");
            String url = "jdbc:sqlite:" + folder.resolve("data/saoma.db");
            assertThat(stored(url, "")).anyMatch(text -> text.startsWith("saoma_oidc_grant.user_id=" + person));

            assertThat(site.admin().delete(USERS + person + "/data").status()).isEqualTo(200);
            assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
            Eventually.holds(
                    "the grants are deleted", () -> stored(url, "").stream().noneMatch(text -> text.contains(person)));
        }
    }

    private static void check(Site site, String url, String user) throws SQLException {
        Browser admin = site.admin();
        String person = signIn(site, "wang");
        String openId = stored(url, user).stream()
                .filter(text -> text.startsWith("saoma_wechat_auth.open_id="))
                .findFirst()
                .orElseThrow()
                .split("=", 2)[1];
        admin.post("/api/admin/corps", "{\"corpId\":\"shop\",\"corpName\":\"Shop\"}");
        admin.put("/api/admin/corps/shop/members/" + person);
        admin.post(USERS + person + "/invitations", "{}");
        assertThat(stored(url, user)).anyMatch(text -> text.contains("王小明"));
        String other = signIn(site, "alice");

        Reply erased = admin.delete(USERS + person + "/data");

        assertThat(erased.status()).isEqualTo(200);
        assertThat(stored(url, user))
                .noneMatch(text -> text.contains("王小明") || text.contains(openId) || text.contains(person));
        assertThat(admin.get("/api/admin/audit?userId=" + erased.text("auditUserId"))
                        .json())
                .hasSizeGreaterThan(4);
        assertThat(admin.delete(USERS + person + "/data").code()).isEqualTo("not_found");
        assertThat(signIn(site, "wang")).isNotEqualTo(person);
        assertThat(signIn(site, "alice")).isEqualTo(other);
    }

    @Test
    void isErasedFromTheTrailAlsoWhenTheAccountIsGone() {
        try (var site = Site.open(folder)) {
            Browser admin = site.admin();
            String person = signIn(site, "wang");
            admin.delete(USERS + person);
            assertThat(admin.get("/api/admin/audit?userId=" + person).json()).isNotEmpty();

            assertThat(admin.delete(USERS + person + "/data").status()).isEqualTo(200);
            assertThat(admin.get("/api/admin/audit?userId=" + person).json()).isEmpty();
        }
    }

    private static List<String> stored(String url, String user) throws SQLException {
        try (Connection jdbc = DriverManager.getConnection(url, user, "")) {
            return StoredText.of(jdbc);
        }
    }

    private static String signIn(Site site, String person) {
        return site.browser()
                .login(site.code(person))
                .json()
                .path("user")
                .path("userId")
                .asString();
    }
}
