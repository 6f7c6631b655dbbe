package dev.saoma.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;

/** {@code docs/applications/tenants.md}. */
class TenantsTest extends RecipeTest {
    TenantsTest() {
        super("tenants");
    }

    @Override
    Visitor visitor(Running running) {
        return running.visitor("tenant-id: 1");
    }

    @Override
    String[] password(Visitor visitor) {
        return credentials(visitor.http.post("/login", "{\"username\":\"wang\",\"password\":\"secret\"}"));
    }

    @Override
    String[] credentials(Reply answer) {
        return new String[] {"Authorization: Bearer " + answer.text("token")};
    }

    @Override
    void logOut(Visitor visitor, String... credentials) {
        visitor.http.send("POST", "/logout", "", credentials);
    }

    /** A user stays in the tenant of the first login, and keeps the WeChat when it is scanned in another tenant. */
    @Override
    void more(Running running) {
        Visitor elsewhere = running.visitor("tenant-id: 2");
        Reply answer = elsewhere.logIn("alice");
        assertThat(answer.json().path("tenantId").asInt()).isEqualTo(1);

        assertThat(isRefused(me(elsewhere, credentials(answer)))).isTrue();
        assertThat(me(visitor(running), credentials(answer)).body()).contains("\"Alice\"");
    }
}
