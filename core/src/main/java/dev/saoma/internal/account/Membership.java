package dev.saoma.internal.account;

import dev.saoma.error.ApplicationFault;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Corp;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the application's {@link OrganizationDirectory} which organizations a user may act for. Thread-safe. */
public record Membership(OrganizationDirectory directory) {

    private List<Corp> of(UserId user) {
        return ApplicationFault.named("OrganizationDirectory.of", () -> directory.of(user));
    }

    /** Returns the user's organizations, in the order of the directory. */
    public List<CorpEntry> corpList(UserId user) {
        return of(user).stream()
                .map(corp -> new CorpEntry(corp.id().value(), corp.name()))
                .toList();
    }

    /**
     * Returns the organization of a new session: the named one, else the user's only one, else null.
     *
     * @throws LoginException {@code corp_required}, {@code corp_forbidden}
     */
    public @Nullable Corp choose(UserId user, @Nullable String corpId) {
        List<Corp> corps = of(user);
        if (corpId != null) {
            return named(corps, corpId);
        }
        if (corps.size() > 1) {
            throw new LoginException(
                    ErrorCode.CORP_REQUIRED, "You belong to several organisations; name one of corpList as corpId.");
        }
        return corps.isEmpty() ? null : corps.get(0);
    }

    /**
     * Returns the user's organization of that id.
     *
     * @throws LoginException {@code corp_forbidden} when the user is no member
     */
    public Corp named(UserId user, String corpId) {
        return named(of(user), corpId);
    }

    private static Corp named(List<Corp> corps, String corpId) {
        return corps.stream()
                .filter(corp -> corp.id().value().equals(corpId))
                .findFirst()
                .orElseThrow(() -> new LoginException(
                        ErrorCode.CORP_FORBIDDEN, "You are not a member of the organisation that was named."));
    }
}
