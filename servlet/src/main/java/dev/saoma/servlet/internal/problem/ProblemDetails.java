package dev.saoma.servlet.internal.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.internal.json.JsonText;
import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one form of a refusal (RFC 9457) and the one line of the log that goes with it, found by its trace id. A host that
 * refuses something before the servlet sees it, or beside it, writes the same.
 */
public final class ProblemDetails {
    /** The media type. */
    public static final String TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.http");
    private static final long THIN = Duration.ofMinutes(1).toNanos();
    private static final int REMEMBERED = 2_000;

    private final String base;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Line> limited;

    /** A line of the log that stands for all refusals of one limit and address in the minute after it. */
    private record Line(String trace, long since, long more) {}

    /** For a service at these addresses. */
    public ProblemDetails(WebSettings settings) {
        this(settings, System::nanoTime);
    }

    /** With another clock for the lines that are left out. */
    public ProblemDetails(WebSettings settings, LongSupplier nanoTime) {
        this.base = settings.path();
        this.nanoTime = nanoTime;
        Cache<String, Line> lines =
                Caffeine.newBuilder().maximumSize(REMEMBERED).build();
        this.limited = lines.asMap();
    }

    /**
     * Logs a refusal that the host itself makes, and gives its document, in English.
     *
     * @param status of the answer, which may say more than the code's own
     * @param detail for the author of the calling program
     * @param where fixed words for the log, never anything that came with the request
     */
    public String refuse(ErrorCode code, int status, String detail, String where) {
        String trace = log(new LoginException(code, detail), where, newTrace());
        return JsonText.of(document(new LoginException(code, detail), status, code.title(), trace));
    }

    Map<String, Object> document(LoginException failure, int status, String title, String trace) {
        ErrorCode code = failure.code();
        var document = new LinkedHashMap<String, Object>();
        document.put("type", base + "/errors/" + code.code());
        document.put("title", title);
        document.put("status", status);
        document.put("detail", String.valueOf(failure.getMessage()));
        document.put("code", code.code());
        document.put("retryable", code.retryable());
        document.put("traceId", trace);
        failure.details().forEach(document::putIfAbsent);
        return document;
    }

    static String newTrace() {
        return Token.random().reveal().substring(0, 16);
    }

    /**
     * Logs what is refused by what the caller did or by what we depend on.
     *
     * @return the trace id under which it is found: the given one, or for a limit that was just logged for the same address
     *     that line's
     */
    public String log(LoginException known, String where, String trace) {
        String code = known.code().code();
        if (known.code() == ErrorCode.RATE_LIMITED) {
            return thinned(known, where, trace);
        }
        String note = known.note().isEmpty() ? "" : " " + oneLine(known.note());
        if (known.code().status() >= 500) {
            LOG.warn("{} {} {}{}", trace, where, code, note);
        } else {
            LOG.info("{} {} {}{}", trace, where, code, note);
        }
        return trace;
    }

    void logFault(Throwable failure, String where, String trace) {
        LOG.error("{} {} {}", trace, where, ErrorCode.INTERNAL_ERROR.code(), failure);
    }

    /** The note of such a refusal names the limit and the address. */
    private String thinned(LoginException known, String where, String trace) {
        long now = nanoTime.getAsLong();
        var before = new long[1];
        Line line = limited.compute(known.note(), (about, last) -> {
            boolean thin = last != null && now - last.since() < THIN;
            before[0] = last == null || thin ? 0 : last.more();
            return thin ? new Line(last.trace(), last.since(), last.more() + 1) : new Line(trace, now, 0);
        });
        if (line.trace().equals(trace)) {
            LOG.info(
                    "{} {} {} {}; {} more since the line before, further ones of the next minute have this trace id",
                    trace,
                    where,
                    known.code().code(),
                    oneLine(known.note()),
                    before[0]);
        }
        return line.trace();
    }

    /** A note may quote what WeChat said; it must not begin a line of its own or steer a terminal. */
    private static String oneLine(String note) {
        return note.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
