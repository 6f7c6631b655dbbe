package dev.saoma.spring;

import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** The number of requests that the application's container can handle at once, by the application's properties. */
final class RequestThreads {
    private static final int USUAL = 200;
    private static final int FIRST_VIRTUAL = 21;
    private static final int MOST = 1_000;

    private RequestThreads() {}

    /** Returns half of the threads, so that logins, or one address, cannot take all of them; 1,000 at most. */
    static int half(Environment environment) {
        boolean virtual = environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)
                && Runtime.version().feature() >= FIRST_VIRTUAL;
        return virtual ? MOST : Math.max(1, Math.min(MOST, threads(environment) / 2));
    }

    private static int threads(Environment environment) {
        return Stream.of("server.tomcat.threads.max", "server.jetty.threads.max", "server.undertow.threads.worker")
                .filter(environment::containsProperty)
                .findFirst()
                .map(key -> environment.getProperty(key, Integer.class, USUAL))
                .orElse(USUAL);
    }
}
