package dev.saoma.benchmark.console;

import dev.saoma.benchmark.load.Answer;
import dev.saoma.benchmark.load.Browser;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.Journey;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of a list of the administrator's API.
 *
 * @param list what the list holds, such as {@code users}
 * @param which which page, by what filter
 * @param path of the request, with its query
 * @param body of a {@code POST}; empty for a {@code GET}
 */
public record ListPage(String list, String which, String path, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    static ListPage get(String list, String which, String path) {
        return new ListPage(list, which, path, "");
    }

    /** Asks for the page once. */
    public Taken ask(Connection connection) throws IOException {
        var browser = new Browser();
        long begin = System.nanoTime();
        Answer answer = body.isEmpty() ? connection.get(browser, path) : connection.post(browser, path, body);
        double millis = (System.nanoTime() - begin) / 1e6;
        Journey.require(answer, 200, path + body);
        return new Taken(millis, answer.text());
    }

    /** The time of a page, and its text. */
    public record Taken(double millis, String text) {
        /** Returns the number of rows of the page. */
        public int rows() {
            JsonNode page = JSON.readTree(text);
            if (page.has("users")) {
                return page.get("users").size();
            }
            return page.has("elements") ? page.get("elements").size() : page.isArray() ? page.size() : 1;
        }

        /** Returns where the next page of a search begins. */
        String next() {
            return JSON.readTree(text).get("next").asString();
        }
    }
}
