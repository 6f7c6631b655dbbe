package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.internal.problem.ProblemDetails;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemDetailsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final ProblemDetails problems = new ProblemDetails(Site.production("/saoma"), nanos::get);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void hasEveryMemberThatTheContractPromises() {
        JsonNode document = JsonMapper.builder()
                .build()
                .readTree(problems.refuse(ErrorCode.INVALID_REQUEST, 431, "Too \"large\".", "(test)"));

        assertThat(document.propertyNames())
                .containsExactly("type", "title", "status", "detail", "code", "retryable", "traceId");
        assertThat(document.path("type").asString()).isEqualTo("/saoma/errors/invalid_request");
        assertThat(document.path("status").asInt()).isEqualTo(431);
        assertThat(document.path("detail").asString()).isEqualTo("Too \"large\".");
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .isEqualTo(document.path("traceId").asString() + " (test) invalid_request"));
    }

    @Test
    void logsALimitOnceAMinuteForEachAddressUnderOneTraceId() {
        assertThat(refuse("attempts of 203.0.113.1", "one")).isEqualTo("one");
        for (int i = 0; i < 1_000; i++) {
            assertThat(refuse("attempts of 203.0.113.1", "more-" + i)).isEqualTo("one");
        }
        assertThat(refuse("calls of 203.0.113.1", "two")).isEqualTo("two");
        assertThat(refuse("attempts of 203.0.113.2", "three")).isEqualTo("three");
        assertThat(log.list).hasSize(3);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(refuse("attempts of 203.0.113.1", "four")).isEqualTo("four");
        assertThat(log.list).hasSize(4);
        assertThat(log.list.get(3).getFormattedMessage())
                .startsWith("four POST /x rate_limited attempts of 203.0.113.1; 1000 more since the line before");
    }

    private String refuse(String note, String trace) {
        return problems.log(new LoginException(ErrorCode.RATE_LIMITED, "Wait.", note, Map.of()), "POST /x", trace);
    }
}
