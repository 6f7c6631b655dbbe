package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.server.DoctorFixture.Answer;
import dev.saoma.server.DoctorFixture.Line;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor looks at the secrets of OpenID Connect clients. */
class DoctorClientTest extends DoctorOnEmulator {
    private static final String SECRET = "CANARY_client_0123456789abcdef0123";

    @BeforeEach
    void beSound() {
        doctor.development();
    }

    private Answer withSecret(String key, String value) {
        Site.write(
                folder.resolve("app/auths/clients/Grafana/e.json"),
                "{\"type\":\"auths.clients.ClientType\",\"title\":\"Grafana\"}");
        Site.write(folder.resolve("app/auths/clients/Grafana/Grafana.json"), """
                {"clientType":"web","redirectUris":["https://grafana.example.com/cb"],"%s":%s}
                """.formatted(key, value));
        return doctor.run();
    }

    @Test
    void saysNothingWithoutAClient() {
        assertThat(doctor.run().lines()).noneMatch(line -> line.check().equals("client-secret"));
    }

    @Test
    void warnsOfASecretInClear() {
        for (String inClear : new String[] {SECRET, "{{GRAFANA_SECRET:" + SECRET + "}}"}) {
            Answer answer = withSecret("secret", "\"" + inClear + "\"");

            assertThat(answer.levels("warn")).containsExactly("client-secret");
            Line line = answer.wrong("warn", "client-secret");
            assertThat(line.what()).contains("Grafana");
            assertThat(line.fix()).contains("saoma client secret Grafana --retire");
            assertThat(answer.printed()).doesNotContain("CANARY_client");
        }
    }

    @Test
    void isContentWithAHashOrAPlaceholder() {
        doctor.environment.put("GRAFANA_SECRET", SECRET);

        for (Answer answer : new Answer[] {
            withSecret("secretHash", "[\"sha256:" + "0".repeat(64) + "\"]"),
            withSecret("secret", "\"{{GRAFANA_SECRET}}\"")
        }) {
            assertThat(answer.levels("warn")).isEmpty();
            assertThat(answer.levels("ok")).contains("client-secret");
        }
    }
}
