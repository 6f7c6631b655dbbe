package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The descriptions and defaults that an editor shows for each property. */
class MetadataTest {
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path SOURCE = Path.of("src/main/java/dev/saoma/spring/SaomaProperties.java");

    @Test
    void describesEveryProperty() throws Exception {
        Map<String, String> described = new TreeMap<>();
        JsonNode metadata = JsonMapper.builder().build().readTree(Files.readString(METADATA));
        for (JsonNode property : metadata.path("properties")) {
            described.put(
                    property.path("name").asString(),
                    property.path("description").asString(""));
        }

        assertThat(described.keySet()).containsExactlyInAnyOrderElementsOf(properties("saoma", SaomaProperties.class));
        assertThat(described)
                .allSatisfy((name, text) -> assertThat(text)
                        .as(name)
                        .matches("[A-Z].*[.]")
                        .hasSizeGreaterThan(12)
                        .doesNotContain("{@"));
    }

    /** The defaults in the metadata match those of the shared reader. */
    @Test
    void showsTheDefaultsThatAreInForce() throws Exception {
        Map<String, Object> given = new TreeMap<>(Map.of(
                "saoma.public-url", "https://login.example.com",
                "saoma.instances.MyWeChatLogin.app-id", "wx0123456789abcdef",
                "saoma.instances.MyWeChatLogin.app-secret", "secret"));
        Settings byDefault = Settings.read(environment(given), true, true);
        JsonNode metadata = JsonMapper.builder().build().readTree(Files.readString(METADATA));
        for (JsonNode property : metadata.path("properties")) {
            String value = property.path("defaultValue").asString("");
            if (!value.isEmpty()) {
                given.put(property.path("name").asString(), value);
            }
        }

        assertThat(given).hasSizeGreaterThan(20);
        assertThat(Settings.read(environment(given), true, true))
                .usingRecursiveComparison()
                .isEqualTo(byDefault);
    }

    private static StandardEnvironment environment(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
        return environment;
    }

    /** Editors read the properties of an instance from its class, which needs a tag for each of them. */
    @Test
    void describesEveryPropertyOfAnInstance() throws Exception {
        String source = Files.readString(SOURCE);
        String javadoc = source.substring(source.indexOf("* A login method."), source.indexOf("record Instance("));

        assertThat(Arrays.stream(SaomaProperties.Instance.class.getRecordComponents()))
                .isNotEmpty()
                .allSatisfy(component -> assertThat(javadoc).contains("@param " + component.getName() + " "));
    }

    private static List<String> properties(String prefix, Class<?> type) {
        var names = new ArrayList<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + dashed(component.getName());
            if (component.getType().isRecord() && component.getType().getEnclosingClass() == SaomaProperties.class) {
                names.addAll(properties(name, component.getType()));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static String dashed(String name) {
        String dashed = name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        // The canonical form of Spring Boot.
        return ConfigurationPropertyName.of(dashed).toString();
    }
}
