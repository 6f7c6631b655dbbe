package dev.saoma.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is exported equals what is stored: every column of every table with a user's rows is exported, or named here. */
@Timeout(60)
class UserExportTest {
    private static final String USERS = "/api/admin/users/";

    /** Tables without rows of one user. */
    private static final Set<String> OF_NO_USER = Set.of(
            "saoma_corp",
            "saoma_element",
            "saoma_element_version",
            "saoma_flow_failure",
            "saoma_flow_minute",
            "saoma_lease",
            "saoma_node",
            "saoma_oidc_key",
            "saoma_oidc_request",
            "saoma_oidc_schema_history",
            "saoma_setup_link",
            "saoma_schema_history",
            "saoma_server_schema_history");

    /** Where the rows of a table are in the document. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            entry("saoma_account", "/account"),
            entry("saoma_admin", "/account/administrator"),
            entry("saoma_console_session", "/account/administrator/sessions"),
            entry("saoma_corp_member", "/corps"),
            entry("saoma_wechat_auth", "/wechat/bindings"),
            entry("saoma_wechat_person", "/wechat/identities"),
            entry("saoma_wechat_unlinked", "/wechat/unbindings"),
            entry("saoma_ticket", "/wechat/tickets"),
            entry("saoma_session", "/sessions"),
            entry("saoma_audit_event", "/auditTrail"),
            entry("saoma_oidc_grant", "/clients/grants"),
            entry("saoma_oidc_code", "/clients/codes"),
            entry("saoma_oidc_token", "/clients/tokens"),
            entry("saoma_oidc_logout", "/clients/notices"));

    private static final String OF_GRANT = "grant_id IN (SELECT id FROM saoma_oidc_grant WHERE user_id = ?)";

    /** How the rows of a user are found where no column is named as usual. */
    private static final Map<String, String> WHERE = Map.of(
            "saoma_account",
            "id = ?",
            "saoma_oidc_code",
            OF_GRANT,
            "saoma_oidc_token",
            OF_GRANT,
            "saoma_oidc_logout",
            "sub = ?");

    /** Which member holds a column. */
    private static final Map<String, String> MEMBERS = Map.ofEntries(
            entry("saoma_account.id", "/userId"),
            entry("saoma_account.nickname", "/nickname"),
            entry("saoma_account.named", "/isNicknameChosen"),
            entry("saoma_account.avatar", "/avatar"),
            entry("saoma_account.disabled", "/isActive"),
            entry("saoma_account.created_at", "/createdAt"),
            entry("saoma_corp_member.corp_id", "/corpId"),
            entry("saoma_corp_member.joined_at", "/joinedAt"),
            entry("saoma_wechat_auth.app_id", "/appId"),
            entry("saoma_wechat_auth.open_id", "/openid"),
            entry("saoma_wechat_auth.union_id", "/unionid"),
            entry("saoma_wechat_auth.open_platform", "/openPlatform"),
            entry("saoma_wechat_auth.bound_at", "/boundAt"),
            entry("saoma_wechat_auth.profiled_at", "/profiledAt"),
            entry("saoma_wechat_person.open_platform", "/openPlatform"),
            entry("saoma_wechat_person.union_id", "/unionid"),
            entry("saoma_wechat_unlinked.app_id", "/appId"),
            entry("saoma_wechat_unlinked.unlinked_at", "/unboundAt"),
            entry("saoma_ticket.kind", "/kind"),
            entry("saoma_ticket.app_id", "/appId"),
            entry("saoma_ticket.expires_at", "/expiresAt"),
            entry("saoma_session.id", "/id"),
            entry("saoma_session.corp_id", "/corp/corpId"),
            entry("saoma_session.corp_name", "/corp/corpName"),
            entry("saoma_session.instance", "/instance"),
            entry("saoma_session.device", "/device"),
            entry("saoma_session.platform", "/platform"),
            entry("saoma_session.authenticated_at", "/times/authenticatedAt"),
            entry("saoma_session.created_at", "/times/createdAt"),
            entry("saoma_session.last_seen_at", "/times/lastSeenAt"),
            entry("saoma_admin.role", "/role"),
            entry("saoma_admin.granted_at", "/grantedAt"),
            entry("saoma_console_session.authenticated_at", "/authenticatedAt"),
            entry("saoma_console_session.last_seen_at", "/lastSeenAt"),
            entry("saoma_console_session.expires_at", "/expiresAt"),
            entry("saoma_oidc_grant.client_id", "/client"),
            entry("saoma_oidc_grant.session_id", "/session"),
            entry("saoma_oidc_grant.scope", "/scope"),
            entry("saoma_oidc_grant.auth_time", "/authenticatedAt"),
            entry("saoma_oidc_grant.made_at", "/grantedAt"),
            entry("saoma_oidc_code.redirect_uri", "/redirectUri"),
            entry("saoma_oidc_code.scope", "/scope"),
            entry("saoma_oidc_code.expires_at", "/times/expiresAt"),
            entry("saoma_oidc_code.used_at", "/times/usedAt"),
            entry("saoma_oidc_token.kind", "/kind"),
            entry("saoma_oidc_token.scope", "/scope"),
            entry("saoma_oidc_token.made_at", "/times/issuedAt"),
            entry("saoma_oidc_token.expires_at", "/times/expiresAt"),
            entry("saoma_oidc_token.replaced_at", "/times/usedAt"),
            entry("saoma_oidc_logout.client_id", "/client"),
            entry("saoma_oidc_logout.sid", "/sid"),
            entry("saoma_oidc_logout.uri", "/uri"),
            entry("saoma_oidc_logout.tries", "/tries"),
            entry("saoma_oidc_logout.next_at", "/nextAt"),
            entry("saoma_audit_event.id", "/id"),
            entry("saoma_audit_event.happened_at", "/at"),
            entry("saoma_audit_event.kind", "/kind"),
            entry("saoma_audit_event.app_id", "/appId"),
            entry("saoma_audit_event.note", "/note"));

    /** Why a column is not exported, beside the user's identifier, which the whole document is about. */
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            entry("saoma_account.once_key", "a hash that makes the creation repeatable"),
            entry("saoma_account.nickname_key", "computed from the nickname"),
            entry("saoma_account.nickname_key_of", "a copy of the nickname"),
            entry("saoma_admin.granted_by", "names another user"),
            entry("saoma_console_session.hash", "the hash of a secret"),
            entry("saoma_console_session.opened_by", "set where no user signed in"),
            entry("saoma_audit_event.actor", "may name another user"),
            entry("saoma_wechat_auth.id", "a number without meaning outside of the table"),
            entry("saoma_oidc_grant.id", "a number without meaning outside of the table"),
            entry("saoma_oidc_grant.auth_id", "a number without meaning outside of the table"),
            entry("saoma_oidc_grant.ended", "set for the moment in which an expired session is deleted"),
            entry("saoma_oidc_code.hash", "the hash of a secret"),
            entry("saoma_oidc_code.grant_id", "a number without meaning outside of the table"),
            entry("saoma_oidc_code.challenge", "the hash of a secret"),
            entry("saoma_oidc_code.nonce", "a random number of the client"),
            entry("saoma_oidc_token.hash", "the hash of a secret"),
            entry("saoma_oidc_token.grant_id", "a number without meaning outside of the table"),
            entry("saoma_oidc_token.code_hash", "the hash of a secret"),
            entry("saoma_oidc_logout.id", "a number without meaning outside of the table"),
            entry("saoma_oidc_logout.sub", "the user's identifier"),
            entry("saoma_session.secret_hash", "the hash of a secret"),
            entry("saoma_session.auth_id", "a number without meaning outside of the table"),
            entry("saoma_ticket.hash", "the hash of a secret"),
            entry("saoma_ticket.browser", "the hash of a secret"),
            entry("saoma_ticket.payload", "where a page goes next, until it is used"),
            entry("saoma_ticket.auth_id", "a number without meaning outside of the table"),
            entry("saoma_ticket.failures", "a counter of wrong guesses, until it expires"));

    @TempDir
    private Path folder;

    @Test
    void equalsWhatIsStored() throws Exception {
        try (var site = Site.withProvider(Site.withConsole(folder))) {
            String user = withRowsOfEveryKind(site);
            logInAtAClient(site);
            JsonNode document = site.admin().get(USERS + user + "/data").json();
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/saoma.db"))) {
                Set<String> tables = tables(database);
                assertThat(tables)
                        .containsExactlyInAnyOrderElementsOf(Stream.concat(OF_NO_USER.stream(), PARTS.keySet().stream())
                                .toList());
                for (String table : PARTS.keySet()) {
                    compare(database, table, user, document.at(PARTS.get(table)));
                }
            }
            assertThat(document.path("isComplete").asBoolean()).isTrue();
        }
    }

    private void compare(Connection database, String table, String user, JsonNode part) throws SQLException {
        List<Map<String, Object>> rows = rows(database, table, WHERE.getOrDefault(table, "user_id = ?"), user);
        assertThat(rows).as(table + " has a row of this user").isNotEmpty();
        Set<String> columns = rows.get(0).keySet().stream()
                .filter(column -> !column.equals("user_id"))
                .map(column -> table + "." + column)
                .collect(Collectors.toSet());
        assertThat(columns)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(MEMBERS.keySet().stream(), LEFT_OUT.keySet().stream())
                                .filter(column -> column.startsWith(table + "."))
                                .toList());
        var stored = new ArrayList<Map<String, String>>();
        for (Map<String, Object> row : rows) {
            stored.add(expected(table, row));
        }
        List<Map<String, String>> exported = (part.isArray()
                        ? StreamSupport.stream(part.spliterator(), false)
                        : Stream.of(part))
                .map(entry -> members(table, entry))
                .toList();
        assertThat(exported).as(table).containsExactlyInAnyOrderElementsOf(stored);
    }

    private static Map<String, String> expected(String table, Map<String, Object> row) {
        var members = new LinkedHashMap<String, String>();
        row.forEach((column, value) -> {
            String member = MEMBERS.get(table + "." + column);
            if (member != null) {
                members.put(member, text(column, value));
            }
        });
        return members;
    }

    private static String text(String column, Object value) {
        if (value == null) {
            return "";
        }
        return switch (column) {
            case "named" -> String.valueOf(value.equals(1));
            case "disabled" -> String.valueOf(value.equals(0));
            case "kind" -> value.toString().toLowerCase(java.util.Locale.ROOT);
            default ->
                column.endsWith("_at") || column.equals("auth_time")
                        ? Instant.ofEpochMilli(((Number) value).longValue()).toString()
                        : value.toString();
        };
    }

    private static Map<String, String> members(String table, JsonNode entry) {
        return MEMBERS.entrySet().stream()
                .filter(column -> column.getKey().startsWith(table + "."))
                .collect(Collectors.toMap(
                        Map.Entry::getValue,
                        column -> entry.at(column.getValue()).asString("")));
    }

    /** Signs a user in, who has unbound at another application, is a member, has an avatar and an invitation. */
    private String withRowsOfEveryKind(Site site) {
        Browser admin = site.admin();
        String user = site.browser()
                .login(site.code("alice"))
                .json()
                .path("user")
                .path("userId")
                .asString();
        admin.post("/api/admin/corps", "{\"corpId\":\"shop\",\"corpName\":\"Shop\"}");
        admin.put("/api/admin/corps/shop/members/" + user);
        admin.put("/api/admin/roles/" + user, "{\"role\":\"viewer\"}");
        Browser administrator = site.browser();
        administrator.login(site.code("alice"));
        assertThat(administrator.post("/api/admin/session", "{}").status()).isEqualTo(201);
        site.browser().login(site.code("alice"));
        admin.post(USERS + user + "/invitations", "{}");
        site.restart(() -> {
            try (var database = SqliteDatabase.open(folder.resolve("data/saoma.db"))) {
                SqlStore store = SqlStore.open(database, false);
                database.write(sql -> {
                    store.rows(sql).auths().insertUnbound(new AppId("wxOther"), new UserId(user), Instant.EPOCH);
                    sql.execute("UPDATE saoma_account SET avatar = 'https://thirdwx.qlogo.cn/a' WHERE id = ?", user);
                    return sql.execute("UPDATE saoma_wechat_auth SET profiled_at = 1 WHERE user_id = ?", user);
                });
            }
        });
        admin = site.admin();
        admin.call("PATCH", USERS + user, "{\"nickname\":\"Ms Liddell\"}");
        return user;
    }

    /** Signs the user and another one in at a client, twice, and out once, of which the client cannot be told. */
    private void logInAtAClient(Site site) throws Exception {
        String away = "http://127.0.0.1:" + Site.freePort() + "/logout";
        RelyingParty shop =
                RelyingParty.web(site, "Shop", ", \"refresh\": true, \"backchannelLogoutUri\": \"" + away + "\"");
        assertThat(shop.tokens(site.browser(), "alice").status()).isEqualTo(200);
        Browser other = site.browser();
        assertThat(shop.tokens(other, "wang").status()).isEqualTo(200);
        assertThat(shop.tokens(site.browser(), "wang").status()).isEqualTo(200);
        assertThat(other.delete("/api/session").status()).isEqualTo(204);
        Browser leaving = site.browser();
        assertThat(shop.tokens(leaving, "alice").status()).isEqualTo(200);
        assertThat(leaving.delete("/api/session").status()).isEqualTo(204);
        Eventually.holds("a notice that was tried", () -> {
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/saoma.db"))) {
                return rows(database, "saoma_oidc_logout", "tries = ?", "1").size() == 2;
            }
        });
    }

    private static Set<String> tables(Connection database) throws SQLException {
        var names = new TreeSet<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static List<Map<String, Object>> rows(Connection database, String table, String where, String user)
            throws SQLException {
        var all = new ArrayList<Map<String, Object>>();
        try (var statement = database.prepareStatement("SELECT * FROM " + table + " WHERE " + where)) {
            statement.setString(1, user);
            try (var rows = statement.executeQuery()) {
                var columns = rows.getMetaData();
                while (rows.next()) {
                    var row = new LinkedHashMap<String, Object>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        row.put(columns.getColumnName(i), rows.getObject(i));
                    }
                    all.add(row);
                }
            }
        }
        return all;
    }

    @Test
    void isAFileThatNoCacheKeeps() {
        try (var site = Site.open(folder)) {
            site.admin().post("/api/admin/users", "{\"userId\":\"ann\",\"nickname\":\"Ann\"}");
            Reply export = site.admin().get(USERS + "ann/data");

            assertThat(export.status()).isEqualTo(200);
            assertThat(export.header("Content-Disposition")).isEqualTo("attachment; filename=\"personal-data.json\"");
            assertThat(export.header("Cache-Control")).isEqualTo("no-store");
            assertThat(export.json().path("auditTrail").path(0).path("note").asString())
                    .isEqualTo("exported");
            assertThat(site.admin()
                            .get("/api/admin/audit?userId=ann&limit=1")
                            .json()
                            .path(0)
                            .path("note")
                            .asString())
                    .isEqualTo("exported");
        }
    }

    @Test
    void isOfNobodyWhoIsNotThere() {
        try (var site = Site.open(folder)) {
            assertThat(site.admin().get(USERS + "nobody/data").code()).isEqualTo("not_found");
            assertThat(site.admin().get("/api/admin/audit").json()).isEmpty();
        }
    }
}
