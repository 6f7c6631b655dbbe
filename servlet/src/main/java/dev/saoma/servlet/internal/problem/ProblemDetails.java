package dev.saoma.servlet.internal.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.internal.json.JsonText;
import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the problem details (RFC 9457) of an error and its line in the log, which has the same trace id. A host uses it for
 * requests that it refuses before the servlet receives them.
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

    /** A line of the log for all refusals of one limit and address in the following minute. */
    private record Line(String trace, long since, long more) {}

    /** Creates problem details for the servlet of these settings. */
    public ProblemDetails(WebSettings settings) {
        this(settings, System::nanoTime);
    }

    /** Creates problem details with another clock, for tests. */
    public ProblemDetails(WebSettings settings, LongSupplier nanoTime) {
        this.base = settings.path();
        this.nanoTime = nanoTime;
        Cache<String, Line> lines =
                Caffeine.newBuilder().maximumSize(REMEMBERED).build();
        this.limited = lines.asMap();
    }

    /**
     * Logs a refusal of the host, and returns its problem details in English.
     *
     * @param status the status of the response, which may be more specific than that of the code
     * @param detail for the author of the calling program
     * @param where a fixed text for the log, never a part of the request
     */
    public String refuse(ErrorCode code, int status, String detail, String where) {
        String trace = log(new LoginException(code, detail), where, newTrace());
        return JsonText.of(document(new LoginException(code, detail), status, code.title(), trace));
    }

    /** As {@link #refuse}, but returns a {@link Response}. */
    public Response refusal(ErrorCode code, int status, String detail, String where) {
        return new Response(
                        status, ResponseKind.API, TYPE, ResponseBody.of(refuse(code, status, detail, where)), List.of())
                .with("Content-Language", "en");
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
     * Logs an error that the client, or a service that Saoma depends on, has caused.
     *
     * @return the trace id: the given one, or, for a limit that was just logged for the same address, the one of that line
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

    /** Logs a refusal that OAuth names, with the text that its client reads. */
    void log(OAuthException refusal, String where, String trace) {
        String note = refusal.note().isEmpty() ? "" : " (" + refusal.note() + ")";
        String line = refusal.error().code() + " " + oneLine(refusal.description() + note);
        if (refusal.error().status() >= 500) {
            LOG.warn("{} {} {}", trace, where, line);
        } else {
            LOG.info("{} {} {}", trace, where, line);
        }
    }

    void logFault(Throwable failure, String where, String trace) {
        LOG.error("{} {} {}", trace, where, ErrorCode.INTERNAL_ERROR.code(), failure);
    }

    /** Logs once a minute for each note, which names the limit and the address. */
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

    /** Replaces control characters: a note may quote WeChat, and must not begin a new line or control a terminal. */
    private static String oneLine(String note) {
        return note.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
