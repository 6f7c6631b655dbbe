package dev.saoma.recipes;

import dev.saoma.testing.Reply;

/** {@code docs/applications/sa-token.md}. */
class SaTokenTest extends RecipeTest {
    SaTokenTest() {
        super("sa-token");
    }

    @Override
    String[] password(Visitor visitor) {
        return credentials(visitor.http.post("/login", "{\"username\":\"wang\",\"password\":\"secret\"}"));
    }

    @Override
    String[] credentials(Reply answer) {
        return new String[] {answer.text("tokenName") + ": " + answer.text("tokenValue")};
    }

    @Override
    void logOut(Visitor visitor, String... credentials) {
        visitor.http.send("POST", "/logout", "", credentials);
    }
}
