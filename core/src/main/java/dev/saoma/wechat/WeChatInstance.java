package dev.saoma.wechat;

import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.element.ProgrammaticElement;
import dev.saoma.error.ConfigException;
import dev.saoma.logintype.Registration;
import dev.saoma.secret.Secret;
import java.util.Locale;
import java.util.Map;

/**
 * A WeChat login that a program defines for an app without a folder. Values are checked when the app is opened.
 *
 * @param name the instance's simple name, {@code MyWeChatLogin}; its full name is
 *     {@code auths.loginTypes.MyWeChatLogin}
 * @param title a title for display
 * @param appId the application's id at the Open Platform
 * @param openPlatform the Open Platform account of the application; a unionid is unique within one account only
 * @param active whether it can be used
 */
public record WeChatInstance(
        String name,
        String title,
        String appId,
        Secret appSecret,
        Registration registration,
        String openPlatform,
        boolean active) {
    private static final String FOLDER = "auths.loginTypes.";

    /** Creates an active instance in the Open Platform account {@code default} that admits bound users only. */
    public WeChatInstance(String name, String title, String appId, Secret appSecret) {
        this(name, title, appId, appSecret, Registration.DENY, "default", true);
    }

    /** Returns this instance with another rule for an unlinked WeChat. */
    public WeChatInstance with(Registration other) {
        return new WeChatInstance(name, title, appId, appSecret, other, openPlatform, active);
    }

    /**
     * Returns the content of the two files that would define this instance in a folder.
     *
     * @throws ConfigException when the name is not valid
     */
    public ProgrammaticElement element() {
        Map<String, ?> authConfig =
                Map.of("appId", appId, "appSecret", appSecret.reveal(), "openPlatform", openPlatform);
        return new ProgrammaticElement(
                fullName(),
                Map.of("type", "auths.loginTypes.WeChatType", "title", title),
                Map.of(
                        "authConfig", authConfig,
                        "isActive", active,
                        "registration", registration.name().toLowerCase(Locale.ROOT)),
                this::property);
    }

    private ElementName fullName() {
        if (name.contains(".")) {
            throw new ConfigException("settings", property(""), "has a dot in its name, which must be a simple one");
        }
        try {
            var fullName = new ElementName(FOLDER + name);
            if (Elements.builtIn().find(fullName).isPresent()) {
                throw new ConfigException("settings", property(""), "has the name of a Type or Meta of Saoma's own");
            }
            return fullName;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "settings", property(""), "has a name that is not made of letters, digits and _ alone");
        }
    }

    /** Returns the property that sets a key of one of the files. */
    private String property(String key) {
        String instance = "saoma.instances." + name;
        return switch (key) {
            case "title" -> instance + ".title";
            case "authConfig.appId" -> instance + ".app-id";
            case "authConfig.appSecret" -> instance + ".app-secret";
            case "authConfig.openPlatform" -> instance + ".open-platform";
            case "registration" -> instance + ".registration";
            case "isActive" -> instance + ".active";
            default -> instance;
        };
    }
}
