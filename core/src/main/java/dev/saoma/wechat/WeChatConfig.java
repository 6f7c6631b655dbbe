package dev.saoma.wechat;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.Json;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.logintype.Registration;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The checked content of an instance's two files.
 *
 * @param account key {@code authConfig.openPlatform} of the business file, by default {@code default}
 * @param isActive key {@code isActive} of the business file, by default true
 * @param registration key {@code registration} of the business file, by default {@code deny}
 */
public record WeChatConfig(AuthConfig authConfig, OpenPlatform account, boolean isActive, Registration registration) {

    /**
     * Reads the files. A sealed secret is opened with the key.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     */
    static WeChatConfig read(ElementDefinition definition, SealKey key) {
        Json business = definition.business();
        Json authConfig = business.object("authConfig");
        String appId = authConfig.requiredText("appId");
        if (!isAppId(appId)) {
            throw authConfig.fault(
                    "appId", "must be 1 to 64 letters, digits, _ or - (WeChat's are wx and 16 hexadecimal digits)");
        }
        String purpose = SealKey.purpose(definition.name().value(), appId);
        UnaryOperator<Secret> opener =
                given -> SealKey.isSealed(given.reveal()) ? key.open(given.reveal(), purpose) : given;
        return new WeChatConfig(
                new AuthConfig(appId, secret(definition.json(), authConfig, opener)),
                account(authConfig),
                business.flag("isActive", true),
                registration(business));
    }

    /** The specification has the secret in two files. Either may be left out; if both are set, they must be equal. */
    private static Secret secret(Json element, Json authConfig, UnaryOperator<Secret> opener) {
        Optional<Secret> one = secret(element, opener);
        Optional<Secret> other = secret(authConfig, opener);
        if (one.isPresent() && other.isPresent() && !one.get().equals(other.get())) {
            throw authConfig.fault(
                    "appSecret",
                    "differs from appSecret in " + element.file() + "; give it once, best as {{WECHAT_APP_SECRET}}");
        }
        return one.or(() -> other).orElseThrow(() -> authConfig.fault("appSecret", required(element, authConfig)));
    }

    private static Optional<Secret> secret(Json json, UnaryOperator<Secret> opener) {
        try {
            return Optional.of(Secret.configured(json.text("appSecret").orElse("")))
                    .map(opener)
                    .filter(given -> !given.isEmpty());
        } catch (IllegalArgumentException e) {
            throw json.fault("appSecret", String.valueOf(e.getMessage()));
        }
    }

    private static String required(Json element, Json authConfig) {
        return element.file().equals(authConfig.file())
                ? "is required and must not be empty"
                : "is required, here or in " + element.file() + ", best as {{WECHAT_APP_SECRET}}";
    }

    private static OpenPlatform account(Json authConfig) {
        try {
            return new OpenPlatform(authConfig.text("openPlatform").orElse("default"));
        } catch (IllegalArgumentException e) {
            throw authConfig.fault("openPlatform", "is " + e.getMessage());
        }
    }

    private static Registration registration(Json business) {
        return switch (business.text("registration").orElse("deny")) {
            case "deny" -> Registration.DENY;
            case "ticket" -> Registration.TICKET;
            case "open" -> Registration.OPEN;
            default -> throw business.fault("registration", "must be deny, ticket or open");
        };
    }

    private static boolean isAppId(String text) {
        try {
            return !new AppId(text).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
