package dev.saoma.server.doctor;

import dev.saoma.wechat.AuthConfig;
import dev.saoma.wechat.WeChatLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks whether AppIDs and appSecrets have WeChat's form. Shows no part of a secret. */
record InstancesCheck(DoctorInput input, List<WeChatLogin> instances) implements Check {
    private static final Pattern APP_ID = Pattern.compile("wx[0-9a-f]{16}");
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");
    private static final int LENGTH = 32;
    private static final String SAMPLE = "5a0a5a0a";
    private static final Set<String> EXAMPLES =
            Set.of("yourappsecret", "appsecret", "changeme", "secret", "xxx", "todo", "wechatappsecret");

    @Override
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        if (instances.isEmpty()) {
            findings.add(Finding.fail("app.no-instance", input.settings().app()));
        }
        for (WeChatLogin instance : instances) {
            findings.add(appId(instance));
            findings.add(appSecret(instance));
        }
        return findings;
    }

    private Finding appId(WeChatLogin instance) {
        String appId = instance.authConfig().appId();
        if (input.production() && appId.startsWith("wx" + SAMPLE)) {
            return Finding.fail("app-id.sample", instance.name(), appId);
        }
        if (!APP_ID.matcher(appId).matches()) {
            return Finding.warn("app-id.form", instance.name(), appId);
        }
        return Finding.ok(instance.isActive() ? "app-id.active" : "app-id.inactive", instance.name(), appId);
    }

    private Finding appSecret(WeChatLogin instance) {
        AuthConfig config = instance.authConfig();
        String secret = config.appSecret().reveal();
        if (input.production() && isExample(secret, config.appId())) {
            return Finding.fail("app-secret.example", instance.name());
        }
        if (secret.length() != LENGTH) {
            return Finding.fail("app-secret.length", instance.name(), secret.length(), LENGTH);
        }
        return SECRET.matcher(secret).matches()
                ? Finding.ok("app-secret.valid", instance.name())
                : Finding.warn("app-secret.characters", instance.name());
    }

    private static boolean isExample(String secret, String appId) {
        String letters = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return secret.startsWith(SAMPLE)
                || secret.equals(appId)
                || secret.chars().distinct().count() < 4
                || (!letters.isEmpty() && secret.length() != LENGTH && EXAMPLES.contains(letters));
    }
}
