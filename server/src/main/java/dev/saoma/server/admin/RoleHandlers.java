package dev.saoma.server.admin;

import dev.saoma.server.admin.RequestBodies.RoleChange;
import dev.saoma.server.administrator.GrantedRole;
import dev.saoma.server.administrator.Roles;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import java.time.Instant;
import java.util.Locale;

/** {@code /api/admin/roles}: the administrators. */
final class RoleHandlers {
    private final Roles roles;

    RoleHandlers(Roles roles) {
        this.roles = roles;
    }

    private record RoleView(String userId, String nickname, String role, Instant grantedAt, String grantedBy) {
        static RoleView of(GrantedRole granted) {
            return new RoleView(
                    granted.user().value(),
                    granted.nickname(),
                    granted.role().name().toLowerCase(Locale.ROOT),
                    granted.grantedAt(),
                    granted.grantedBy().name());
        }
    }

    Response list(RoutedRequest call) {
        return Response.json(200, roles.all().stream().map(RoleView::of).toList());
    }

    Response grant(RoutedRequest call, RoleChange body) {
        roles.grant(UserHandlers.user(call), body.role());
        return Response.empty(204, ResponseKind.API);
    }

    Response revoke(RoutedRequest call) {
        roles.revoke(UserHandlers.user(call));
        return Response.empty(204, ResponseKind.API);
    }
}
