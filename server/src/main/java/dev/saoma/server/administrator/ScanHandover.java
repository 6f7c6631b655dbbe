package dev.saoma.server.administrator;

import dev.saoma.database.Database;
import dev.saoma.database.SqlConnection;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.WebSettings;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands a scan at the public address over to the console, which has an address of its own. The console asks for it, with a
 * secret in a cookie of that browser and the hash of it, the challenge, in the address of the public page. That page answers with
 * a code, which is valid once, for a minute, and together with the cookie only. Thread-safe.
 *
 * <p>Both are rows beside the setup links: a hash and a time. The hash of a code is made of the code, the user, the time of the
 * scan and the challenge, so that none of them can be exchanged.
 */
public final class ScanHandover {
    /** The time for which a page may be waiting for the scan. */
    static final Duration ASKED = Duration.ofMinutes(20);
    /** The time for which a code can be used. */
    static final Duration CODE = Duration.ofSeconds(60);

    private static final String WORD = "saoma-console-scan";
    private static final Pattern CODE_FORM = Pattern.compile("([0-9a-f]{64})\\.([0-9]{1,15})\\.([A-Za-z0-9_-]{1,64})");

    private final Database database;
    private final ConsoleCookie cookie;
    private final String site;
    private final String console;
    private final Clock clock;

    /** The begin of a hand-over: where the browser goes, and the {@code Set-Cookie} header that it needs. */
    public record Asked(URI address, String cookie) {
        /** Leaves out the challenge and the secret. */
        @Override
        public String toString() {
            return "Asked[***]";
        }
    }

    /** A scan that was handed over. */
    public record Scan(UserId user, Instant at) {}

    /**
     * Creates the hand-over that a database stores.
     *
     * @param console the settings of the console's address
     * @param site those of the public address
     */
    ScanHandover(Database database, WebSettings console, WebSettings site, Clock clock) {
        this.database = database;
        this.cookie = new ConsoleCookie("saoma-scan", console);
        this.site = site.address() + "/login/console?challenge=";
        this.console = console.address() + "/console#scan=";
        this.clock = clock;
    }

    /** Begins to wait for a scan in this browser, in place of an earlier one. */
    public Asked ask() {
        Token secret = Token.random();
        String challenge = secret.hash().value();
        database.write(sql -> insert(sql, asked(challenge), ASKED));
        return new Asked(URI.create(site + challenge), cookie.remember(secret));
    }

    /**
     * Requires that a console waits for a scan with this challenge.
     *
     * @throws LoginException {@code state_invalid}
     */
    public void requireAsked(String challenge) {
        boolean isAsked = database.lookUp(sql -> sql.first(
                        "SELECT hash FROM saoma_setup_link WHERE hash = ? AND expires_at > ?",
                        row -> row.getString(1),
                        asked(challenge).value(),
                        clock.millis()))
                .isPresent();
        if (!isAsked) {
            throw notAsked();
        }
    }

    /** Returns whether the scan of a session is so recent that it still counts when a code of now is used. */
    public boolean isRecent(Session session) {
        return clock.instant()
                .isBefore(session.authenticatedAt().plus(ConsoleSessions.RECENT).minus(CODE));
    }

    /**
     * Creates the code for the scan of a session, and returns the address to which it goes with it. A challenge has one code.
     *
     * @throws LoginException {@code state_invalid} when no console waits for it, or it has had its code
     */
    public URI grant(String challenge, Session session) {
        Token secret = Token.random();
        var scan = new Scan(
                session.user(), Instant.ofEpochMilli(session.authenticatedAt().toEpochMilli()));
        return database.write(sql -> {
            if (!take(sql, asked(challenge))) {
                throw notAsked();
            }
            insert(sql, granted(secret, scan, challenge), CODE);
            return URI.create(console + secret.reveal() + "." + scan.at().toEpochMilli() + "."
                    + scan.user().value());
        });
    }

    /**
     * Takes the scan of a code, with the cookie of the browser that asked for it.
     *
     * @throws LoginException {@code login_code_invalid} when it was used, is too old, or another browser asked for it
     */
    public Scan take(String code, HttpServletRequest request) {
        Matcher form = CODE_FORM.matcher(code);
        Optional<Token> browser = cookie.find(request);
        if (browser.isEmpty() || !form.matches()) {
            throw invalid();
        }
        var scan = new Scan(new UserId(form.group(3)), Instant.ofEpochMilli(Long.parseLong(form.group(2))));
        Token secret = Token.parse(form.group(1)).orElseThrow();
        TokenHash hash = granted(secret, scan, browser.get().hash().value());
        if (!database.write(sql -> take(sql, hash))) {
            throw invalid();
        }
        return scan;
    }

    /** Returns the {@code Set-Cookie} header that ends the waiting in this browser. */
    public String forget() {
        return cookie.forget();
    }

    private static TokenHash asked(String challenge) {
        return TokenHash.of(WORD + " " + challenge);
    }

    private static TokenHash granted(Token secret, Scan scan, String challenge) {
        return secret.derive(
                        WORD,
                        String.valueOf(scan.at().toEpochMilli()),
                        scan.user().value(),
                        challenge)
                .hash();
    }

    private boolean insert(SqlConnection sql, TokenHash hash, Duration lifetime) {
        long now = clock.millis();
        sql.execute("DELETE FROM saoma_setup_link WHERE expires_at <= ?", now);
        sql.execute(
                "INSERT INTO saoma_setup_link (hash, expires_at) VALUES (?, ?)",
                hash.value(),
                now + lifetime.toMillis());
        return true;
    }

    private boolean take(SqlConnection sql, TokenHash hash) {
        return sql.execute(
                        "DELETE FROM saoma_setup_link WHERE hash = ? AND expires_at > ?", hash.value(), clock.millis())
                == 1;
    }

    private static LoginException notAsked() {
        return new LoginException(
                ErrorCode.STATE_INVALID, "No console waits for this scan any more. Begin again in the console.");
    }

    private static LoginException invalid() {
        return new LoginException(
                ErrorCode.LOGIN_CODE_INVALID,
                "This scan was used, is older than a minute, or was asked for in another browser. Scan again.");
    }
}
