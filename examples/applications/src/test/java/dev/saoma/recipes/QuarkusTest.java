package dev.saoma.recipes;

import dev.saoma.testing.Reply;
import java.util.Map;

/** {@code docs/applications/quarkus.md}. */
class QuarkusTest extends RecipeTest {
    QuarkusTest() {
        super("quarkus");
    }

    @Override
    Map<String, String> versions() {
        return Map.of("Quarkus 3.27.0", "");
    }

    @Override
    String[] password(Visitor visitor) {
        visitor.http.form("/login", "username=wang&password=secret");
        return new String[0];
    }

    @Override
    String[] credentials(Reply answer) {
        return new String[0];
    }

    @Override
    void logOut(Visitor visitor, String... credentials) {
        visitor.http.send("POST", "/logout", "");
    }
}
