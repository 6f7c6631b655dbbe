package dev.saoma.recipes;

import dev.saoma.testing.Reply;
import java.util.Map;

/** {@code docs/applications/javalin.md}. */
class JavalinTest extends RecipeTest {
    JavalinTest() {
        super("javalin");
    }

    @Override
    Map<String, String> versions() {
        return Map.of("Javalin 7.0.0", "");
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
