package dev.saoma.recipes;

import dev.saoma.testing.Reply;

/** {@code docs/applications/jwt.md}. */
class JwtTest extends RecipeTest {
    JwtTest() {
        super("jwt");
    }

    @Override
    String[] password(Visitor visitor) {
        return bearer(visitor.http.post("/login", "{\"username\":\"wang\",\"password\":\"secret\"}"));
    }

    @Override
    String[] credentials(Reply answer) {
        return bearer(answer);
    }

    @Override
    void logOut(Visitor visitor, String... credentials) {
        visitor.http.send("POST", "/logout", "", credentials);
    }

    private static String[] bearer(Reply answer) {
        return new String[] {"Authorization: Bearer " + answer.text("token")};
    }
}
