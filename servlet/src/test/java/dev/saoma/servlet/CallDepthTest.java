package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Limits the number of Saoma methods on the stack between the handler of a code and the call to WeChat. */
class CallDepthTest {
    private static final String HANDLER = "dev.saoma.servlet.internal.handler.LoginHandlers";
    private static final String SOCKET = "java.net.Socket$SocketInputStream";

    @Test
    void isTwelveMethodsFromTheHandlerToTheSocket() {
        try (var site = new Site()) {
            var frames = new AtomicReference<List<String>>(List.of());
            site.wechat.observe(() -> frames.set(framesAtTheSocket()));
            var browser = new Browser(site);

            browser.finish("MyWeChatLogin", browser.state("MyWeChatLogin", "login"), "alice-1");

            assertThat(frames.get())
                    .as("stack from the socket up: %s", String.join("\n", frames.get()))
                    .hasSizeBetween(2, 12)
                    .last()
                    .asString()
                    .startsWith(HANDLER);
        }
    }

    private static List<String> framesAtTheSocket() {
        return Thread.getAllStackTraces().values().stream()
                .filter(CallDepthTest::isAtTheSocket)
                .map(CallDepthTest::untilTheHandler)
                .findFirst()
                .orElse(List.of());
    }

    private static boolean isAtTheSocket(StackTraceElement[] stack) {
        boolean reads = false;
        for (StackTraceElement frame : stack) {
            reads |= frame.getClassName().equals(SOCKET);
            if (reads && frame.getClassName().equals(HANDLER)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> untilTheHandler(StackTraceElement[] stack) {
        var frames = new ArrayList<String>();
        boolean handler = false;
        for (StackTraceElement frame : stack) {
            // Some JVMs report the object of a lambda as a frame beside its body.
            boolean own = frame.getClassName().startsWith("dev.saoma.")
                    && !frame.getClassName().contains("$$Lambda");
            if (handler && own && !frame.getClassName().startsWith(HANDLER)) {
                break;
            }
            if (own) {
                frames.add(frame.getClassName() + "." + frame.getMethodName());
            }
            handler |= frame.getClassName().startsWith(HANDLER);
        }
        return frames;
    }
}
