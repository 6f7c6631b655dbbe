package dev.saoma.servlet.internal.handler;

import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.LoginInstance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A login instance and the user's binding to it, in the JSON form of the API. */
public record BindingView(
        String name,
        String title,
        boolean isActive,
        @Nullable Instant boundAt) {

    static BindingView of(LoginInstance instance, List<WeChatAuth> rows) {
        Optional<WeChatAuth> row = rows.stream()
                .filter(each -> each.appId().equals(instance.appId()))
                .findFirst();
        return new BindingView(
                instance.name(),
                instance.title(),
                instance.getUserAuthInfo(row.orElse(null)).isActive(),
                row.map(WeChatAuth::boundAt).orElse(null));
    }
}
