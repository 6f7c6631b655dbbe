package dev.saoma.server.admin;

import dev.saoma.identity.CorpId;
import dev.saoma.server.admin.RequestBodies.CorpChange;
import dev.saoma.server.admin.RequestBodies.NewCorp;
import dev.saoma.server.organization.Member;
import dev.saoma.server.organization.Organization;
import dev.saoma.server.organization.OrganizationChanges;
import dev.saoma.server.organization.Organizations;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import java.time.Instant;

/** {@code /api/admin/corps}: organisations and their members. */
final class CorpHandlers {
    private final Organizations organizations;
    private final OrganizationChanges changes;

    CorpHandlers(Organizations organizations, OrganizationChanges changes) {
        this.organizations = organizations;
        this.changes = changes;
    }

    private record CorpView(String corpId, String corpName, Instant createdAt) {
        static CorpView of(Organization one) {
            return new CorpView(one.corp().id().value(), one.corp().name(), one.createdAt());
        }
    }

    private record MemberView(String userId, String nickname, boolean isActive, Instant joinedAt) {
        static MemberView of(Member one) {
            return new MemberView(one.user().value(), one.nickname(), one.active(), one.joinedAt());
        }
    }

    Response list(RoutedRequest call) {
        var page = new PageRequest(call);
        return Response.json(
                200,
                organizations.after(page.after(), page.limit()).stream()
                        .map(CorpView::of)
                        .toList());
    }

    Response create(RoutedRequest call, NewCorp body) {
        return Response.json(201, CorpView.of(changes.create(body.corpId(), body.corpName())));
    }

    Response one(RoutedRequest call) {
        return Response.json(200, CorpView.of(organization(call)));
    }

    Response rename(RoutedRequest call, CorpChange body) {
        return Response.json(200, CorpView.of(changes.rename(corp(call), body.corpName())));
    }

    Response delete(RoutedRequest call) {
        changes.delete(corp(call));
        return Response.empty(204, ResponseKind.API);
    }

    Response members(RoutedRequest call) {
        var page = new PageRequest(call);
        CorpId corp = organization(call).corp().id();
        return Response.json(
                200,
                organizations.members(corp, page.after(), page.limit()).stream()
                        .map(MemberView::of)
                        .toList());
    }

    Response add(RoutedRequest call) {
        changes.add(corp(call), UserHandlers.user(call));
        return Response.empty(204, ResponseKind.API);
    }

    Response remove(RoutedRequest call) {
        changes.remove(corp(call), UserHandlers.user(call));
        return Response.empty(204, ResponseKind.API);
    }

    private Organization organization(RoutedRequest call) {
        return organizations.organization(corp(call)).orElseThrow(Organizations::notFound);
    }

    private static CorpId corp(RoutedRequest call) {
        return new CorpId(call.parameter("corpId"));
    }
}
