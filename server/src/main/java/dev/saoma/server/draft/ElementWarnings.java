package dev.saoma.server.draft;

import dev.saoma.App;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Secret;
import dev.saoma.server.draft.ElementDraft.Fields;
import dev.saoma.server.draft.ElementDraft.SecretChange;
import dev.saoma.server.draft.SecretForm.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for what the loader takes, but WeChat may not, or the administrator may not mean. */
public final class ElementWarnings {
    private static final Pattern APP_ID = Pattern.compile("wx[0-9a-f]{16}");
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SAMPLE = Pattern.compile("wx5a0a5a0a.*");

    private final App app;

    public ElementWarnings(App app) {
        this.app = app;
    }

    private static boolean isSample(String appId) {
        return SAMPLE.matcher(appId).matches();
    }

    /**
     * Refuses the AppID of a sample of the emulator.
     *
     * @throws InvalidElementException for such an AppID
     */
    public static void requireNoSample(ElementTexts texts) {
        new JsonFile(texts.businessText())
                .text("authConfig", "appId")
                .filter(ElementWarnings::isSample)
                .ifPresent(sample -> {
                    throw new InvalidElementException(new ElementFault(
                            texts.businessName(),
                            "authConfig.appId",
                            "is a sample of the emulator, which WeChat does not know"));
                });
    }

    public List<ElementWarning> of(ElementTexts texts, ElementDraft draft) {
        var warnings = new ArrayList<ElementWarning>();
        var business = new JsonFile(texts.businessText());
        business.text("authConfig", "appId")
                .filter(appId -> !appId.contains("{{"))
                .ifPresent(appId -> appId(appId, texts, warnings));
        variable(texts, business).ifPresent(warnings::add);
        typed(draft)
                .filter(secret -> !SECRET.matcher(secret.reveal()).matches())
                .ifPresent(secret -> warnings.add(ElementWarning.of(
                        "secret_form",
                        "appSecret",
                        "WeChat's secrets are 32 hexadecimal digits. Is this one whole?",
                        "微信的 AppSecret 是 32 位十六进制字符，请确认输入完整。")));
        return warnings;
    }

    private void appId(String appId, ElementTexts texts, List<ElementWarning> warnings) {
        if (!APP_ID.matcher(appId).matches()) {
            warnings.add(ElementWarning.of(
                    "app_id_form",
                    "authConfig.appId",
                    "WeChat's AppIDs are wx and 16 hexadecimal digits in lower case.",
                    "微信的 AppID 由 wx 和 16 位小写十六进制字符组成。"));
        }
        if (isSample(appId)) {
            warnings.add(ElementWarning.of(
                    "sample_app_id",
                    "authConfig.appId",
                    "This is a sample of the emulator, which WeChat does not know.",
                    "这是模拟器的示例 AppID，微信并不认识。"));
        }
        other(appId, texts)
                .ifPresent(other -> warnings.add(ElementWarning.of(
                        "same_app_id",
                        "authConfig.appId",
                        other.name() + " has the same AppID, so both share their bindings.",
                        other.name() + " 使用相同的 AppID，两者共用绑定关系。")));
    }

    private Optional<LoginInstance> other(String appId, ElementTexts texts) {
        return app.loginInstances().stream()
                .filter(instance -> !instance.fullName().equals(texts.name().value()))
                .filter(instance -> instance.appId().value().equals(appId))
                .findFirst();
    }

    private Optional<ElementWarning> variable(ElementTexts texts, JsonFile business) {
        SecretForm form = SecretForm.of(new JsonFile(texts.element())
                .text("appSecret")
                .or(() -> business.text("authConfig", "appSecret"))
                .orElse(""));
        return form.variable()
                .filter(name ->
                        form.kind() == Kind.ENVIRONMENT && !app.elements().isVariableSet(name))
                .map(name -> ElementWarning.of(
                        "variable_not_set",
                        "appSecret",
                        "The environment variable " + name + " is not set on this node.",
                        "此节点未设置环境变量 " + name + "。"));
    }

    private static Optional<Secret> typed(ElementDraft draft) {
        return draft instanceof Fields fields && fields.secret() instanceof SecretChange.Typed typed
                ? Optional.of(typed.secret())
                : Optional.empty();
    }
}
