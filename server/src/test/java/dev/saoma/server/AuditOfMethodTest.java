package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.emulator.world.Sample;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The events of one login method in the audit trail, which no index leads to. */
@Timeout(120)
class AuditOfMethodTest {
    private static final String AUDIT = "/api/admin/audit";
    private static final Pattern NEXT = Pattern.compile("<(\\?before=\\d+&[^>]+)>; rel=\"next\"");

    /** More than a page looks at. */
    private static final int OTHERS = 12_000;

    @TempDir
    private Path folder;

    /** Stores one event of an application, many of another, and one more. */
    private void fill() {
        try (var database = SqliteDatabase.open(folder.resolve("data/saoma.db"))) {
            SqlStore.open(database, true).run(tx -> {
                tx.audit().append(event("wxRare", "first"));
                for (int i = 0; i < OTHERS; i++) {
                    tx.audit().append(event("wxOften", "n" + i));
                }
                tx.audit().append(event("wxRare", "last"));
            });
        }
    }

    private static AuditEvent event(String app, String note) {
        return new AuditEvent(Instant.now(), AuditEvent.Kind.SIGNED_IN, new Actor("user:ann"), "ann", app, note);
    }

    private static Optional<String> next(Reply page) {
        Matcher link = NEXT.matcher(Optional.ofNullable(page.header("Link")).orElse(""));
        return link.matches() ? Optional.of(link.group(1)) : Optional.empty();
    }

    private static List<String> notes(Reply page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return StreamSupport.stream(page.json().spliterator(), false)
                .map(event -> event.path("note").asString())
                .toList();
    }

    /** Each page looks at 5,000 events, and names where the next one begins. */
    @Test
    void isReadInShortPages() {
        try (Site site = Site.closed(folder)) {
            fill();
            site.restart();

            var found = new ArrayList<List<String>>();
            Optional<String> query = Optional.of("?appId=wxRare&actor=user:ann&limit=2");
            while (query.isPresent()) {
                Reply page = site.admin().get(AUDIT + query.get());
                found.add(notes(page));
                query = next(page);
            }

            assertThat(found).containsExactly(List.of("last"), List.of(), List.of("first"));
        }
    }

    @Test
    void hasEveryEventOnce() {
        try (Site site = Site.closed(folder)) {
            fill();
            site.restart();

            var notes = new HashSet<String>();
            int read = 0;
            Optional<String> query = Optional.of("?appId=wxOften&limit=200");
            while (query.isPresent()) {
                Reply page = site.admin().get(AUDIT + query.get());
                read += notes(page).size();
                notes.addAll(notes(page));
                query = next(page);
            }

            assertThat(read).isEqualTo(OTHERS);
            assertThat(notes).hasSize(OTHERS);
        }
    }

    @Test
    void hasTheEventsOfLoginsAndOfTheMethodItself() {
        try (Site site = Site.withConsole(folder)) {
            site.browser().login(site.code("alice"));
            String element = "/api/admin/elements/auths.loginTypes." + Site.INSTANCE;
            String tag = site.admin().get(element).header("ETag");
            site.admin().call("PUT", element, "{\"title\":\"Other\"}", "If-Match: " + tag);
            site.admin().post("/api/admin/users", "{\"userId\":\"bob\"}");
            Reply page = site.admin().get(AUDIT + "?appId=" + Sample.APP.appid());

            assertThat(StreamSupport.stream(page.json().spliterator(), false)
                            .map(event -> event.path("kind").asString()))
                    .containsExactly("instance_changed", "signed_in", "registered");
            assertThat(next(page)).isEmpty();
            assertThat(site.admin().get(AUDIT + "?appId=a%20b").status()).isEqualTo(400);
        }
    }

    @Test
    void namesTheNextPageOfAnyList() {
        try (Site site = Site.closed(folder)) {
            fill();
            site.restart();

            Reply first = site.admin().get(AUDIT + "?userId=ann&kind=signed_in&actor=user:ann&limit=1");
            assertThat(notes(first)).containsExactly("last");
            assertThat(next(first).orElseThrow()).endsWith("&limit=1&userId=ann&actor=user%3Aann&kind=signed_in");
            assertThat(notes(site.admin().get(AUDIT + next(first).orElseThrow())))
                    .containsExactly("n" + (OTHERS - 1));
            assertThat(next(site.admin().get(AUDIT + "?userId=nobody"))).isEmpty();
        }
    }
}
