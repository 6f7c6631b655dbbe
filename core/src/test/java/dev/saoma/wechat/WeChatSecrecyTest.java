package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.AppFolder;
import dev.saoma.error.LoginException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Secret, code and token are visible to WeChat only. */
class WeChatSecrecyTest {
    private static final List<String> CANARIES = List.of(AppFolder.CANARY, StubbedClient.CODE, StubbedClient.TOKEN);

    static Stream<WeChatStub.Reply> failures() {
        return Stream.of(
                WeChatStub.body("{\"errcode\":40125,\"errmsg\":\"" + AppFolder.CANARY + "\"}"),
                WeChatStub.body("{\"access_token\":\"" + StubbedClient.TOKEN + "\"}"),
                WeChatStub.body(AppFolder.CANARY + StubbedClient.CODE),
                WeChatStub.body("{\"openid\":\"" + AppFolder.CANARY + "\",\"access_token\":{}}"),
                WeChatStub.thenHang(""),
                (target, socket) -> socket.close(),
                (target, socket) -> WeChatStub.write(socket, AppFolder.CANARY + "\r\n\r\n"),
                (target, socket) -> WeChatStub.write(socket, "HTTP/1.1 " + AppFolder.CANARY + "\r\n\r\n"),
                (target, socket) ->
                        WeChatStub.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + AppFolder.CANARY + "\r\n\r\n"),
                (target, socket) -> WeChatStub.write(
                        socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + AppFolder.CANARY + "\r\n\r\n"),
                (target, socket) -> WeChatStub.write(
                        socket,
                        "HTTP/1.1 302 Moved\r\nLocation: http://h:x" + target + "\r\nContent-Length: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void areInNoFailure(WeChatStub.Reply reply) {
        try (var wechat = new StubbedClient(Duration.ofMillis(500))) {
            assertThat(printed(wechat.refusal(reply))).doesNotContain(CANARIES);
        }
    }

    @Test
    void areNotPrintedWithAToken() {
        try (var wechat = new StubbedClient(Duration.ofSeconds(5))) {
            assertThat(wechat.exchange().toString()).doesNotContain(CANARIES);
        }
    }

    @Test
    void areInNoLogOfOurs() {
        assertThat(logged("dev.saoma", Level.TRACE)).noneMatch(WeChatSecrecyTest::tells);
    }

    @Test
    void areInNoLogOfTheHttpClientAtInfo() {
        assertThat(logged("org.apache.hc", Level.INFO)).noneMatch(WeChatSecrecyTest::tells);
    }

    @Test
    void areWarnedOfWhenTheHttpClientWritesAddresses() {
        var headers = (Logger) LoggerFactory.getLogger("org.apache.hc.client5.http.headers");
        Level before = headers.getLevel();
        headers.setLevel(Level.DEBUG);
        try {
            assertThat(logged("dev.saoma", Level.WARN)).anyMatch(line -> line.contains("org.apache.hc is at DEBUG"));
        } finally {
            headers.setLevel(before);
        }
    }

    private static List<String> logged(String name, Level level) {
        var logger = (Logger) LoggerFactory.getLogger(name);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        Level before = logger.getLevel();
        logger.setLevel(level);
        logger.addAppender(lines);
        logger.setAdditive(false);
        try (var wechat = new StubbedClient(Duration.ofSeconds(5))) {
            wechat.exchange();
            failures().forEach(failure -> wechat.refusal(failure, Deadline.in(Duration.ofMillis(500))));
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
            logger.setAdditive(true);
        }
        return lines.list.stream()
                .map(line -> line.getLoggerName() + " " + line.getFormattedMessage() + " " + line.getThrowableProxy())
                .toList();
    }

    private static boolean tells(String line) {
        return CANARIES.stream().anyMatch(line::contains);
    }

    private static String printed(LoginException failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text + failure.note() + failure.details();
    }
}
