package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.observe.Heard;
import dev.saoma.observe.LoginStep;
import dev.saoma.secret.Token;
import dev.saoma.wechat.WeChatLogin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reference of an attempt in rows, which nodes of an earlier and of a later release share. */
@Timeout(60)
class AttemptRowsTest {
    private static final String MINE = "MyWeChatLogin";

    @TempDir
    private Path folder;

    private Database database;
    private TestApp test;
    private WeChatLogin wechat;
    private Browser browser;
    private Heard heard;

    private void open(String registration) {
        database = SqliteTemplate.database(folder.resolve("appData"));
        test = new TestApp(folder, registration, new MemoryUsers(false), database);
        wechat = test.wechat();
        browser = new Browser(test);
        heard = test.heard;
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void beginWithIt() {
        open("open");
        browser.start(wechat);
        String reference = heard.begun().get(0).attempt().orElseThrow().value();

        int rows = database.read(handle -> handle.first(
                        "SELECT count(*) FROM saoma_ticket WHERE hash LIKE '" + reference + "%'", row -> row.getInt(1))
                .orElseThrow());
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void areReadWithoutItInALoginCode() {
        open("open");
        String code = browser.loginCode(wechat, test.ann(wechat));
        rewritten(reference(), "");
        browser.redeem(code);

        assertThat(last()).isEqualTo(LoginStep.of("session", MINE));
    }

    @Test
    void areReadWithoutItInABindTicket() {
        open("ticket");
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        rewritten(reference(), "");
        String code = browser.register(ticket);

        assertThat(last()).isEqualTo(LoginStep.of("register", MINE));
        browser.redeem(code);
        assertThat(last()).isEqualTo(LoginStep.of("session", MINE));
    }

    @Test
    void areReadWithOneOfAnotherForm() {
        open("ticket");
        Token ticket = browser.ticket(wechat, test.ann(wechat));
        rewritten(reference(), ",\"attempt\":\"of-two-thousand-and-thirty\"");
        String code = browser.register(ticket);
        rewritten("\"intent\"", "\"attempt\":7,\"intent\"");
        browser.redeem(code);

        assertThat(heard.ended())
                .filteredOn(
                        step -> step.name().equals("register") || step.name().equals("session"))
                .containsExactly(LoginStep.of("register", MINE), LoginStep.of("session", MINE));
    }

    private String reference() {
        String value = heard.begun().get(0).attempt().orElseThrow().value();
        return ",\"attempt\":\"" + value + "\"";
    }

    private void rewritten(String text, String by) {
        int changed = database.write(handle -> handle.execute("UPDATE saoma_ticket SET payload = replace(payload, '"
                + text + "', '" + by + "') WHERE instr(payload, '" + text + "')"));
        assertThat(changed).isEqualTo(1);
    }

    private LoginStep last() {
        List<LoginStep> ended = heard.ended();
        return ended.get(ended.size() - 1);
    }
}
