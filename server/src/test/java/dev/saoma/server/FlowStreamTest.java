package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.User;
import dev.saoma.server.flow.FlowStreams;
import dev.saoma.testing.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps of logins as server-sent events. */
@Timeout(120)
class FlowStreamTest {
    private static final String STREAM = "/api/admin/flow/stream";

    @TempDir
    private Path folder;

    /** An open stream. */
    private static final class Events implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Events(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        static Events open(Site site, String query, Map<String, String> headers) throws Exception {
            URI uri = URI.create(site.server().publicUrl() + STREAM + query);
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
            headers.forEach(request::header);
            return new Events(
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        }

        static Events byKey(Site site, String query) throws Exception {
            return open(site, query, Map.of("Authorization", "Bearer " + Site.ADMIN_KEY));
        }

        /** Returns the data of the next event. */
        JsonNode next() throws IOException {
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return JsonMapper.shared().readTree(line.substring("data: ".length()));
        }

        /** Returns the next attempt of this outcome. */
        JsonNode next(String outcome) throws IOException {
            while (true) {
                for (JsonNode attempt : next()) {
                    if (attempt.path("outcome").asString().equals(outcome)) {
                        return attempt;
                    }
                }
            }
        }

        /** Waits until the server ends the stream. */
        void awaitEnd() throws IOException {
            while (lines.readLine() != null) {
                // Events before the end do not matter.
            }
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    @Test
    void sendsEachAttemptAsItChanges() throws Exception {
        try (Site site = Site.open(folder);
                Events events = Events.byKey(site, "");
                Events failures = Events.byKey(site, "?code=wechat_code_invalid")) {
            assertThat(events.response.statusCode()).isEqualTo(200);
            assertThat(events.response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(events.response.headers().firstValue("Content-Length")).isEmpty();
            assertThat(events.response.headers().firstValue("X-Accel-Buffering"))
                    .contains("no");
            site.browser().login(site.code("alice"));
            site.browser().login("0000000000000000000000000000000a");

            JsonNode seen = events.next("done");
            assertThat(seen.path("instance").asString()).isEqualTo(Site.INSTANCE);
            JsonNode failed = failures.next();
            assertThat(failed).hasSize(1);
            assertThat(failed.path(0).path("outcome").asString()).isEqualTo("failed");
        }
    }

    @Test
    void beginsAfterWhatTheReaderKnows() throws Exception {
        try (Site site = Site.open(folder)) {
            site.browser().login(site.code("alice"));
            long known = site.admin()
                    .get("/api/admin/flow")
                    .json()
                    .path(0)
                    .path("number")
                    .asLong();
            try (Events events = Events.byKey(site, "?after=" + known)) {
                site.browser().attempt();

                JsonNode next = events.next();
                assertThat(next).hasSize(1);
                assertThat(next.path(0).path("outcome").asString()).isEqualTo("open");
            }
        }
    }

    @Test
    void endsWithTheRole() throws Exception {
        try (Site site = Site.withConsole(folder)) {
            site.wechat().put(User.named("ann", "ann"));
            Browser ann = site.browser();
            String user = ann.login(site.code("ann"))
                    .json()
                    .path("user")
                    .path("userId")
                    .asString();
            site.admin().put("/api/admin/roles/" + user, "{\"role\":\"viewer\"}");
            ann.post("/api/admin/session", "{}");
            String cookies = ann.cookies().entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            try (Events events = Events.open(site, "", Map.of("Cookie", cookies, "Sec-Fetch-Site", "same-origin"))) {
                assertThat(events.response.statusCode()).isEqualTo(200);

                site.admin().delete("/api/admin/roles/" + user);

                events.awaitEnd();
            }
        }
    }

    @Test
    void areTwentyOnANode() throws Exception {
        try (Site site = Site.open(folder)) {
            List<Events> open = new ArrayList<>();
            try {
                for (int i = 0; i < FlowStreams.MOST; i++) {
                    Events events = Events.byKey(site, "");
                    open.add(events);
                    assertThat(events.lines.readLine()).isEqualTo(":");
                }
                try (Events more = Events.byKey(site, "")) {
                    assertThat(more.response.statusCode()).isEqualTo(429);
                }
                assertThat(site.admin().get("/api/admin/flow").status()).isEqualTo(200);
                open.remove(0).close();
                site.browser().attempt();
                Eventually.holds("a closed stream is not counted", () -> {
                    try (Events again = Events.byKey(site, "")) {
                        return again.response.statusCode() == 200;
                    }
                });
            } finally {
                for (Events events : open) {
                    events.close();
                }
            }
        }
    }

    /** A stop completes open requests: a stream that it cut off would have no end that a client can read. */
    @Test
    void endWhenTheServerStops() throws Exception {
        try (Site site = Site.open(folder)) {
            try (Events events = Events.byKey(site, "")) {
                assertThat(events.lines.readLine()).isEqualTo(":");
                site.restart();

                events.awaitEnd();
            }
        }
    }
}
