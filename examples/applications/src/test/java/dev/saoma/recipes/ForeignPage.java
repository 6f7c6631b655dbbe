package dev.saoma.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of a foreign site, in the browser of a user who is signed in.
 *
 * @param answersPreflights whether a filter of the application answers preflights before Saoma sees them
 */
record ForeignPage(Visitor visitor, boolean answersPreflights) {
    private static final String ORIGIN = "https://evil.example";
    private static final String ATTEMPTS = "/saoma/api/login/" + Visitor.INSTANCE + "/attempts";
    private static final String BINDINGS = "/saoma/api/bindings/" + Visitor.INSTANCE;

    /** Checks that the page reads no answer and changes nothing, with and without a bearer token that nobody issued. */
    void isRefused(Function<Visitor, String[]> password) {
        String[] credentials = password.apply(visitor);
        for (String bearer : List.of("", "Authorization: Bearer junk")) {
            for (String[] signedIn : List.of(new String[0], credentials)) {
                readsNothing(headers(signedIn, bearer));
                changesNothing(headers(signedIn, bearer));
            }
        }
    }

    private void readsNothing(String... headers) {
        isNotShared(visitor.http.get("/saoma/api/login", headers));
        isNotShared(visitor.http.get("/saoma/api/bindings", headers));
        if (!answersPreflights) {
            isNotShared(
                    visitor.http.send("OPTIONS", BINDINGS, "", and(headers, "Access-Control-Request-Method: DELETE")));
        }
    }

    private void changesNothing(String... headers) {
        for (Reply change : List.of(
                visitor.http.post(ATTEMPTS, "{\"intent\":\"login\"}", headers),
                visitor.http.post(ATTEMPTS, "{\"intent\":\"bind\"}", headers),
                visitor.http.delete(BINDINGS, headers))) {
            isNotShared(change);
            assertThat(change.status()).as(change.body()).isEqualTo(403);
        }
    }

    private static String[] headers(String[] signedIn, String bearer) {
        Stream<String> own =
                Arrays.stream(signedIn).filter(line -> bearer.isEmpty() || !line.startsWith("Authorization"));
        return Stream.concat(own, Stream.of("Origin: " + ORIGIN, bearer).filter(line -> !line.isEmpty()))
                .toArray(String[]::new);
    }

    private static String[] and(String[] headers, String another) {
        return Stream.concat(Arrays.stream(headers), Stream.of(another)).toArray(String[]::new);
    }

    private static void isNotShared(Reply reply) {
        assertThat(reply.header("Access-Control-Allow-Origin"))
                .isNotEqualTo("*")
                .isNotEqualTo(ORIGIN);
        assertThat(reply.header("Access-Control-Allow-Credentials")).isNotEqualTo("true");
    }
}
