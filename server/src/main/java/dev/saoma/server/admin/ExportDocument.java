package dev.saoma.server.admin;

import dev.saoma.identity.UnionId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.oidc.store.PersonalGrants;
import dev.saoma.privacy.PersonalData;
import dev.saoma.privacy.PersonalData.SessionEntry;
import dev.saoma.server.account.Account;
import dev.saoma.server.account.AccountExport;
import dev.saoma.server.administrator.AdministratorData;
import dev.saoma.server.administrator.GrantedRole;
import dev.saoma.store.AuditRows;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON document with everything that is stored about a user. */
record ExportDocument(
        Instant exportedAt,
        boolean isComplete,
        AccountPart account,
        List<CorpPart> corps,
        WeChatPart wechat,
        List<SessionPart> sessions,
        @Nullable PersonalGrants clients,
        List<EventPart> auditTrail) {

    private record AccountPart(
            String userId,
            String nickname,
            boolean isNicknameChosen,
            @Nullable String avatar,
            boolean isActive,
            Instant createdAt,
            @Nullable AdministratorPart administrator) {

        static AccountPart of(Account account, AdministratorData data) {
            return new AccountPart(
                    account.id().value(),
                    account.nickname(),
                    account.named(),
                    account.avatarOrNull(),
                    account.active(),
                    account.createdAt(),
                    data.role()
                            .map(granted -> AdministratorPart.of(granted, data.sessions()))
                            .orElse(null));
        }
    }

    private record AdministratorPart(String role, Instant grantedAt, List<AdministratorData.Times> sessions) {
        static AdministratorPart of(GrantedRole granted, List<AdministratorData.Times> sessions) {
            return new AdministratorPart(granted.role().name().toLowerCase(Locale.ROOT), granted.grantedAt(), sessions);
        }
    }

    private record CorpPart(String corpId, String corpName, Instant joinedAt) {
        static CorpPart of(AccountExport.Membership membership) {
            return new CorpPart(membership.corp().value(), membership.corpName(), membership.joinedAt());
        }
    }

    private record WeChatPart(
            List<BindingPart> bindings,
            List<IdentityPart> identities,
            List<UnbindingPart> unbindings,
            List<TicketPart> tickets) {

        static WeChatPart of(PersonalData data, Map<String, List<String>> loginMethods) {
            return new WeChatPart(
                    data.bindings().stream()
                            .map(row -> BindingPart.of(
                                    row, loginMethods.getOrDefault(row.appId().value(), List.of())))
                            .toList(),
                    data.identities().stream()
                            .map(identity -> new IdentityPart(
                                    identity.account().value(),
                                    identity.unionId().value()))
                            .toList(),
                    data.unbindings().stream()
                            .map(mark -> new UnbindingPart(mark.app().value(), mark.unboundAt()))
                            .toList(),
                    data.tickets().stream()
                            .map(ticket -> new TicketPart(
                                    ticket.kind().toLowerCase(Locale.ROOT),
                                    ticket.app().value(),
                                    ticket.expiresAt()))
                            .toList());
        }
    }

    private record BindingPart(
            String appId,
            List<String> loginMethods,
            String openid,
            @Nullable String unionid,
            String openPlatform,
            Instant boundAt,
            @Nullable Instant profiledAt) {

        static BindingPart of(WeChatAuth row, List<String> loginMethods) {
            return new BindingPart(
                    row.appId().value(),
                    loginMethods,
                    row.openId().value(),
                    row.unionId().map(UnionId::value).orElse(null),
                    row.account().value(),
                    row.boundAt(),
                    row.profiledAtOrNull());
        }
    }

    private record IdentityPart(String openPlatform, String unionid) {}

    private record UnbindingPart(String appId, Instant unboundAt) {}

    private record TicketPart(String kind, String appId, Instant expiresAt) {}

    private record SessionPart(
            String id,
            @Nullable CorpEntry corp,
            String instance,
            String device,
            String platform,
            PersonalData.Times times) {

        static SessionPart of(SessionEntry session) {
            return new SessionPart(
                    session.id().value(),
                    session.corp()
                            .map(corp -> new CorpEntry(corp.id().value(), corp.name()))
                            .orElse(null),
                    session.instance(),
                    session.device(),
                    session.platform(),
                    session.times());
        }
    }

    private record EventPart(long id, Instant at, String kind, String appId, String note) {
        static EventPart of(AuditRows.Kept kept) {
            return new EventPart(
                    kept.id(),
                    kept.event().at(),
                    kept.event().kind().name().toLowerCase(Locale.ROOT),
                    kept.event().app(),
                    kept.event().note());
        }
    }

    /**
     * @param loginMethods the names of the login methods of each application
     * @param grants what the OpenID provider stores; empty when it is off
     */
    static ExportDocument of(
            AccountExport export,
            AdministratorData administrator,
            Map<String, List<String>> loginMethods,
            Optional<PersonalGrants> grants) {
        PersonalData data = export.personalData();
        return new ExportDocument(
                export.exportedAt(),
                export.isComplete() && grants.map(PersonalGrants::isComplete).orElse(true),
                AccountPart.of(export.account(), administrator),
                export.memberships().stream().map(CorpPart::of).toList(),
                WeChatPart.of(data, loginMethods),
                data.sessions().stream().map(SessionPart::of).toList(),
                grants.orElse(null),
                data.auditTrail().stream().map(EventPart::of).toList());
    }
}
