package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.testing.Reply;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document matches the route table, and its examples match the responses of the servlet. */
class OpenApiTest {
    private static final Site SITE = new Site();
    private static final JsonNode DOCUMENT = JsonMapper.builder()
            .build()
            .readTree(SITE.browser().get("/api/openapi.json").body());

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void describesExactlyTheRouteTable() {
        assertThat(operations())
                .containsExactlyInAnyOrderElementsOf(SITE.servlet.table().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    @Test
    void namesTheMembersThatAreReadAndWhoMayCall() {
        for (Route route : SITE.servlet.table()) {
            JsonNode operation = DOCUMENT.path("paths")
                    .path(route.path().text())
                    .path(route.method().toLowerCase(Locale.ROOT));
            assertThat(operation.path("security").isEmpty())
                    .as(route.toString())
                    .isEqualTo(route.guard() == Guard.PUBLIC);
            JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
            if (route.body() == null) {
                assertThat(schema.isMissingNode()).as(route.toString()).isTrue();
            } else {
                assertThat(resolved(schema).path("properties").propertyNames())
                        .containsExactlyInAnyOrderElementsOf(
                                Arrays.stream(route.body().getRecordComponents())
                                        .map(RecordComponent::getName)
                                        .toList());
            }
        }
    }

    @Test
    void answersEveryExampleAsItIsWritten() {
        var sent = new ArrayList<String>();
        for (Route route : SITE.servlet.table()) {
            JsonNode operation = DOCUMENT.path("paths")
                    .path(route.path().text())
                    .path(route.method().toLowerCase(Locale.ROOT));
            operation.path("responses").properties().forEach(response -> {
                if (!response.getKey().equals("default")) {
                    examples(response.getValue()).forEach((name, expected) -> {
                        sent.add(operation.path("operationId").asString() + " " + name);
                        execute(route, operation, response.getKey(), name, expected);
                    });
                }
            });
        }
        assertThat(sent)
                .containsAll(ExampleRun.BEFORE.keySet().stream()
                        .filter(name -> !name.matches(".* [0-9]+"))
                        .toList());
        assertThat(sent.size()).isGreaterThanOrEqualTo(34);
    }

    private static void execute(Route route, JsonNode operation, String status, String name, JsonNode expected) {
        String id = operation.path("operationId").asString();
        String as = id + " " + status + " " + name;
        var run = new ExampleRun(SITE);
        ExampleRun.BEFORE
                .getOrDefault(id + " " + (name.isEmpty() ? status : name), ignored -> {})
                .accept(run);
        JsonNode body = operation
                .at("/requestBody/content/application~1json/examples")
                .path(name)
                .path("value");
        Reply reply = body.isMissingNode()
                ? run.browser.send(route.method(), run.path(route), "")
                : run.browser.send(
                        route.method(),
                        run.path(route),
                        filled(body, run).toString(),
                        "Content-Type: application/json");

        assertThat(reply.status()).as(as + reply.body()).isEqualTo(Integer.parseInt(status));
        if (expected.isMissingNode()) {
            return;
        }
        assertThat(reply.json().isArray()).as(as).isEqualTo(expected.isArray());
        assertThat(shape(reply.json())).as(as).isEqualTo(shape(expected));
        assertThat(reply.code()).as(as).isEqualTo(expected.path("code").asString(""));
        if (expected.has("detail")) {
            assertThat(reply.text("detail")).isEqualTo(expected.path("detail").asString());
            assertThat(reply.text("title")).isEqualTo(expected.path("title").asString());
        }
    }

    /** Replaces the placeholder state and codes of an example with those of the run. */
    private static JsonNode filled(JsonNode example, ExampleRun run) {
        ObjectNode body = ((ObjectNode) example).deepCopy();
        run.own.forEach(body::put);
        return body;
    }

    private static Map<String, JsonNode> examples(JsonNode response) {
        Map<String, JsonNode> all = response.path("content").properties().stream()
                .flatMap(type -> type.getValue().path("examples").properties().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().path("value")));
        return all.isEmpty() ? Map.of("", JsonMapper.builder().build().missingNode()) : all;
    }

    /** Returns members and types recursively; an array by its first entry, null as text. */
    private static String shape(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(entry -> entry.getKey() + ":" + shape(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return node.isEmpty() ? "[]" : "[" + shape(node.get(0)) + "]";
        }
        return node.isNull() || node.isString() ? "text" : node.getNodeType().name();
    }

    private static List<String> operations() {
        return DOCUMENT.path("paths").properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .flatMap(method -> Stream.of(method.toUpperCase(Locale.ROOT) + " " + path.getKey())))
                .toList();
    }

    private static JsonNode resolved(JsonNode schema) {
        return DOCUMENT.at(schema.path("$ref").asString().substring(1));
    }
}
