package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a server at its start. */
@Timeout(180)
class ServeTest {
    @TempDir
    private Path folder;

    @Test
    void namesAMisspeltVariableAndServesNevertheless() throws Exception {
        Map<String, String> environment = Map.of(
                "SAOMA_ALLOWED_ORIGIN", "https://CANARY.example",
                "SAOMA_SERVICE_HOST", "10.0.0.1",
                "SAOMA_APP", folder.resolve("app").toString());
        Site.write(folder.resolve("app/app.json"), "{\"appId\":\"test.App\"}");
        Map<String, String> settings = Map.of(
                "saoma.mode", "development",
                "saoma.port", "0",
                "saoma.data", folder.resolve("data").toString(),
                "saoma.management.port", "0");
        try (ServingChild child = ServingChild.start(folder, settings, environment)) {
            HttpRequest request =
                    HttpRequest.newBuilder(child.server().resolve("/api/login")).build();
            int answered = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();

            assertThat(answered).isEqualTo(200);
            assertThat(child.log().lines().filter(line -> line.contains("no setting of the server's")))
                    .singleElement()
                    .asString()
                    .contains("WARN", "SAOMA_ALLOWED_ORIGIN", "docs/operations.md")
                    .doesNotContain("CANARY");
        }
    }
}
