package dev.saoma.recipes;

import dev.saoma.testing.Reply;

/** {@code docs/applications/kotlin.md}. */
class KotlinTest extends RecipeTest {
    KotlinTest() {
        super("kotlin");
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
