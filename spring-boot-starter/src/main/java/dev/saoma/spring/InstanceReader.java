package dev.saoma.spring;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.spring.SaomaProperties.Instance;
import dev.saoma.wechat.WeChatInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the login instances of {@code saoma.instances}, and adds a fault for each invalid property. */
record InstanceReader(SaomaProperties properties, SettingFaults faults) {

    /** Returns the instances without a fault. It is a fault to list none, unless the app has a folder, which defines its own. */
    List<WeChatInstance> instances() {
        Map<String, Instance> all = properties.instances();
        if (properties.app() != null && !all.isEmpty()) {
            faults.add("saoma.app", "must not be set together with saoma.instances; keep one of the two");
        }
        if (properties.app() == null && all.isEmpty()) {
            faults.add(
                    "saoma.instances",
                    "names no login method; set saoma.instances.MyWeChatLogin.app-id and"
                            + " saoma.instances.MyWeChatLogin.app-secret (or saoma.app, the folder of an app)");
        }
        return all.entrySet().stream()
                .flatMap(entry -> instance(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private Optional<WeChatInstance> instance(String name, Instance given) {
        String key = "saoma.instances." + name;
        if (given.title().isBlank()) {
            faults.add(key + ".title", "must not be empty");
        }
        if (given.appId().isEmpty()) {
            faults.add(key + ".app-id", "is required: the website application's, wx and 16 hexadecimal digits");
        } else {
            faults.check(key + ".app-id", () -> new AppId(given.appId()));
        }
        faults.check(key + ".open-platform", () -> new OpenPlatform(given.openPlatform()));
        var instance = new WeChatInstance(
                name,
                given.title(),
                given.appId(),
                secret(key + ".app-secret", given.appSecret()),
                given.registration(),
                given.openPlatform(),
                given.active());
        return faults.check(instance::element).map(element -> instance);
    }

    private Secret secret(String key, Secret given) {
        Optional<Secret> secret = faults.check(key, () -> Secret.configured(given.reveal()));
        if (secret.filter(Secret::isEmpty).isPresent()) {
            faults.add(key, "is required, best from the environment: ${WECHAT_APP_SECRET}");
        } else if (secret.filter(text -> text.reveal().startsWith("${")).isPresent()) {
            faults.add(key, "names a variable that is not set");
        }
        return secret.orElse(given);
    }
}
