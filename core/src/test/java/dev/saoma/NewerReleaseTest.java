package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows written by a node of a newer release cause no failure on older nodes. */
class NewerReleaseTest {
    private Database database;
    private TestApp test;
    private Browser browser;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = SqliteTemplate.database(folder.resolve("appData"));
        test = new TestApp(folder, "ticket", new MemoryUsers(false), database);
        browser = new Browser(test);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void hasEventsThatAreShownAsFarAsTheyAreKnown() {
        database.write(
                handle -> handle.execute("INSERT INTO saoma_audit_event (happened_at, kind, user_id, app_id, note)"
                        + " VALUES (1, 'FLOWN', 'ann', 'wx1', 'over the hills')"));

        assertThat(test.trail()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditEvent.Kind.UNKNOWN);
            assertThat(event.user()).isEqualTo("ann");
            assertThat(event.actor()).isEqualTo(Actor.UNKNOWN);
            assertThat(event.note()).isEqualTo("FLOWN: over the hills");
        });
    }

    @Test
    void hasAttemptsOfPurposesThatAreNotKnown() {
        Token state = browser.start(test.wechat());
        rewrite("'\"LOGIN\"'", "'\"FLY\"'");

        assertThat(code(() -> browser.finish(test.wechat(), state, test.ann(test.wechat()))))
                .isEqualTo("state_invalid");
    }

    @Test
    void hasAttemptsOfDisplaysThatAreNotKnown() {
        test.wechat().bind("ann", test.ann(test.wechat()));
        Token state = browser.start(test.wechat());
        rewrite("'\"PAGE\"'", "'\"WATCH\"'");

        assertThat(test.app.login().finishPage(test.wechat(), browser.secret, state, test.ann(test.wechat()), "", null))
                .isEmpty();
        assertThat(browser.finish(test.wechat(), state, test.ann(test.wechat())))
                .isNotNull();
    }

    @Test
    void hasLoginCodesOfPurposesThatAreNotKnown() {
        test.wechat().bind("ann", test.ann(test.wechat()));
        String loginCode = browser.loginCode(test.wechat(), test.ann(test.wechat()));
        rewrite("'\"LOGIN\"'", "'\"FLY\"'");

        assertThat(code(() -> browser.redeem(loginCode))).isEqualTo("login_code_invalid");
    }

    @Test
    void saysMoreOfATicketThanIsKnown() {
        Token state = browser.start(test.wechat());
        rewrite("'{'", "'{\"wings\":2,'");
        Token ticket = Browser.ticketOf(browser.refused(test.wechat(), state, test.ann(test.wechat())));
        rewrite("'{'", "'{\"wings\":2,'");

        assertThat(browser.redeem(browser.register(ticket)).user().id().value()).isNotEmpty();
    }

    private void rewrite(String text, String by) {
        int changed = database.write(handle -> handle.execute("UPDATE saoma_ticket SET payload = replace(payload, "
                + text + ", " + by + ") WHERE instr(payload, " + text + ")"));
        assertThat(changed).isPositive();
    }

    private static String code(Supplier<?> work) {
        try {
            return String.valueOf(work.get());
        } catch (LoginException e) {
            return e.code().code();
        }
    }
}
