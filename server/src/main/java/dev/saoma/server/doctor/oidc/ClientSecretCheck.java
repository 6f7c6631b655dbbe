package dev.saoma.server.doctor.oidc;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.Elements;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.server.doctor.Finding;
import dev.saoma.server.draft.SecretForm;
import java.util.List;

/** Checks whether files of clients hold a secret in clear. Shows no part of it. */
public record ClientSecretCheck(Elements elements) {

    /** Returns the findings; none when there is no client. */
    public List<Finding> run() {
        List<ElementDefinition> clients = elements.descendants(ClientReader.TYPE);
        List<Finding> inClear = clients.stream()
                .filter(ClientSecretCheck::isInClear)
                .map(client -> Finding.warn("client-secret.clear", client.name().simple()))
                .toList();
        return clients.isEmpty() || !inClear.isEmpty() ? inClear : List.of(Finding.ok("client-secret.hashed"));
    }

    private static boolean isInClear(ElementDefinition client) {
        var secret = client.business().raw().get("secret");
        return secret != null
                && secret.isString()
                && SecretForm.of(secret.stringValue()).kind() == SecretForm.Kind.CLEAR;
    }
}
