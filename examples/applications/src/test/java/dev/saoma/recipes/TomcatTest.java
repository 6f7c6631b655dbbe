package dev.saoma.recipes;

import dev.saoma.testing.Reply;
import java.util.Map;

/** {@code docs/applications/tomcat.md}. */
class TomcatTest extends RecipeTest {
    TomcatTest() {
        super("tomcat");
    }

    @Override
    Map<String, String> versions() {
        return Map.of("Tomcat 10.1.55", "-Ptomcat-10", "Tomcat 11.0.27", "");
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
