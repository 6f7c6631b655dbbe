package dev.saoma.emulator.internal.control;

import dev.saoma.emulator.internal.grant.CodeState;
import dev.saoma.emulator.internal.grant.Consent;
import dev.saoma.emulator.internal.grant.TokenState;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Codes and tokens as JSON in a state. */
final class GrantJson {

    static final Set<String> CODE = Set.of("code", "appid", "userId", "scope", "expiresAt", "usedAt");
    static final Set<String> TOKEN = Set.of(
            "accessToken",
            "accessExpiresAt",
            "refreshToken",
            "refreshExpiresAt",
            "appid",
            "userId",
            "scope",
            "voided",
            "replaced");

    private static final JsonMapper JSON = new JsonMapper();

    private GrantJson() {}

    static ObjectNode code(CodeState code) {
        ObjectNode node = JSON.createObjectNode().put("code", code.code());
        put(node, code.consent()).put("expiresAt", code.expiresAt().toString());
        code.usedAt().ifPresent(at -> node.put("usedAt", at.toString()));
        return node;
    }

    static CodeState code(Fields fields) {
        return new CodeState(fields.text("code"), consent(fields), fields.time("expiresAt"), fields.findTime("usedAt"));
    }

    static ObjectNode token(TokenState token) {
        ObjectNode node = JSON.createObjectNode()
                .put("accessToken", token.accessToken())
                .put("accessExpiresAt", token.accessExpiresAt().toString())
                .put("refreshToken", token.refreshToken())
                .put("refreshExpiresAt", token.refreshExpiresAt().toString());
        put(node, token.consent());
        if (token.voided()) {
            node.put("voided", true);
        }
        token.replaced().ifPresent(before -> node.put("replaced", before));
        return node;
    }

    static TokenState token(Fields fields) {
        return new TokenState(
                consent(fields),
                fields.text("accessToken"),
                fields.time("accessExpiresAt"),
                fields.text("refreshToken"),
                fields.time("refreshExpiresAt"),
                fields.flag("voided", false),
                fields.findText("replaced"));
    }

    private static ObjectNode put(ObjectNode node, Consent consent) {
        return node.put("appid", consent.appid())
                .put("userId", consent.userId())
                .put("scope", consent.scope());
    }

    private static Consent consent(Fields fields) {
        return new Consent(fields.text("appid"), fields.text("userId"), fields.text("scope", Consent.LOGIN));
    }
}
