package dev.saoma.server.admin;

import dev.saoma.server.operation.FindingView;
import dev.saoma.server.operation.LoginFindings;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/flow/findings}: why logins fail where no failed step says so. */
record FindingHandlers(LoginFindings findings) {

    private record View(
            String level, String check, String actor, FindingView.Text what, FindingView.@Nullable Text fix) {
        static View of(FindingView finding) {
            return new View(finding.level(), finding.check(), "operator", finding.what(), finding.fix());
        }
    }

    Response found(RoutedRequest call) {
        List<View> found = findings.ofLast(new PageRequest(call).hours()).stream()
                .map(FindingView::of)
                .map(View::of)
                .toList();
        return Response.json(200, found);
    }
}
