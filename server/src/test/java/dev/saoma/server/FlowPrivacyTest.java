package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.User;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The record of logins names nobody: no role can see in it who logged in, or ask for the attempts of one person. */
class FlowPrivacyTest {
    private static final String FLOW = "/api/admin/flow";

    @TempDir
    private static Path folder;

    private static Site site;
    private static Browser viewer;
    private static String userId;
    private static String code;
    private static String state;

    @BeforeAll
    static void open() throws Exception {
        site = Site.withConsole(folder);
        Browser vera = site.browser();
        site.wechat().put(User.named("vera", "vera"));
        vera.login(site.code("vera"));
        ConsoleVisit.grant(site, userOf(vera), "viewer");
        assertThat(vera.post("/api/admin/session", "{}").status()).isEqualTo(201);
        viewer = vera;
        site.wechat().put(User.named("nina", "CANARY nickname"));
        Browser person = site.browser();
        person.login(site.code("nina"));
        userId = userOf(person);
        site.admin().call("PATCH", "/api/admin/users/" + userId, "{\"isActive\":false}");
        refuse(person);
        // Stores the counts of this minute; the memory of this node is empty then.
        site.restart();
        viewer.moveTo(site.server().publicUrl());
        person.moveTo(site.server().publicUrl());
        refuse(person);
        Eventually.holds(
                "both failures are stored",
                () -> site.admin().get(FLOW + "/failures").json().size() == 2);
    }

    private static void refuse(Browser person) {
        code = site.code("nina");
        state = person.attempt().text("state");
        assertThat(person.finish(code, state).code()).isEqualTo("account_disabled");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static String userOf(Browser browser) {
        return browser.session().json().path("user").path("userId").asString();
    }

    private static List<Reply> answers(Browser browser) {
        return Stream.of("", "/failures", "/counts", "/funnel", "/findings")
                .map(part -> browser.get(FLOW + part))
                .toList();
    }

    @Test
    void namesNobodyToAnyRole() {
        for (Browser browser : List.of(viewer, site.admin())) {
            for (Reply answer : answers(browser)) {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).doesNotContain(userId, "CANARY", "nina", code, state, "openid", "unionid");
            }
            assertThat(browser.get(FLOW + "/failures").body()).contains("account_disabled");
        }
    }

    /** A new member has to be looked at: it must lead to no person. */
    @Test
    void hasTheseMembersAndNoOthers() {
        var members = new TreeSet<String>();
        answers(viewer).forEach(answer -> collect(answer.json(), members));

        assertThat(members)
                .isEqualTo(new TreeSet<>(Set.of(
                        "number",
                        "attempt",
                        "instance",
                        "isRenewal",
                        "changedAt",
                        "outcome",
                        "steps",
                        "name",
                        "at",
                        "tookMs",
                        "error",
                        "code",
                        "title",
                        "actor",
                        "fix",
                        "id",
                        "node",
                        "step",
                        "firstAt",
                        "lastAt",
                        "browsers",
                        "visits",
                        "returned",
                        "accepted",
                        "signedIn")));
    }

    private static void collect(JsonNode node, Set<String> members) {
        node.propertyNames().forEach(members::add);
        node.forEach(child -> collect(child, members));
    }

    /** There is nothing to audit where nobody can ask. */
    @Test
    void hasNoFilterForAPerson() {
        for (String part : List.of("", "/failures")) {
            String all = viewer.get(FLOW + part).body();
            assertThat(viewer.get(FLOW + part + "?userId=" + userId).body()).isEqualTo(all);
        }
    }
}
