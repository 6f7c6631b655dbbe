package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was thrown into an answer, and says it once in the log. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.http");

    private final String base;
    private final Pages pages;
    private final Map<Language, ErrorTexts> texts = new EnumMap<>(Language.class);

    Problems(WebSettings settings, Pages pages) {
        this.base = settings.path();
        this.pages = pages;
        for (Language language : Language.values()) {
            texts.put(language, new ErrorTexts(language));
        }
    }

    /**
     * @param where the route, never the address that was asked for: it may hold anything
     * @param audience a person gets a page instead of JSON
     */
    Answer of(Throwable failure, String where, String trace, Audience audience) {
        LoginException known = known(failure);
        log(failure, known, where, trace);
        ErrorCode code = known.code();
        if (audience.person()) {
            return pages.failure(code, trace);
        }
        Answer answer = Answer.problem(code.status(), document(known, trace, audience.language()))
                .with("Content-Language", audience.language().tag())
                .with("Vary", "Accept-Language");
        if (known.details().get(RateLimits.RETRY_AFTER) instanceof Long seconds) {
            return answer.with("Retry-After", seconds.toString());
        }
        return code.status() == 401 ? answer.with("WWW-Authenticate", "Bearer realm=\"saoma\"") : answer;
    }

    private Map<String, Object> document(LoginException known, String trace, Language language) {
        ErrorCode code = known.code();
        var document = new LinkedHashMap<String, Object>();
        document.put("type", base + "/errors/" + code.code());
        // What a person is told; the detail is for whoever wrote the program, and English.
        document.put("title", Objects.requireNonNull(texts.get(language)).title(code));
        document.put("status", code.status());
        document.put("detail", String.valueOf(known.getMessage()));
        document.put("code", code.code());
        document.put("retryable", code.retryable());
        document.put("traceId", trace);
        known.details().forEach(document::putIfAbsent);
        return document;
    }

    /** What no page may be told of is a fault of ours, whatever it is. */
    private static LoginException known(Throwable failure) {
        if (failure instanceof LoginException login && login.code() != ErrorCode.CONFIGURATION_INVALID) {
            return login;
        }
        return new LoginException(
                ErrorCode.INTERNAL_ERROR,
                "Something went wrong here. The operator finds it in the log by the trace id.");
    }

    private static void log(Throwable failure, LoginException known, String where, String trace) {
        String code = known.code().code();
        if (known.code() == ErrorCode.INTERNAL_ERROR) {
            LOG.error("{} {} {}", trace, where, code, failure);
        } else if (known.code().status() >= 500) {
            LOG.warn("{} {} {} {}", trace, where, code, oneLine(known.note()));
        } else if (!known.note().isEmpty()) {
            LOG.info("{} {} {} {}", trace, where, code, oneLine(known.note()));
        } else {
            LOG.debug("{} {} {}", trace, where, code);
        }
    }

    /** A note may quote what WeChat said; it must not begin a line of its own or steer a terminal. */
    private static String oneLine(String note) {
        return note.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }
}
