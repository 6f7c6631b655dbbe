package dev.saoma.benchmark.embedded;

import dev.saoma.identity.User;
import dev.saoma.servlet.SaomaSession;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Returns the signed-in user as JSON, the same page that the peers have. */
final class Me extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = new JsonMapper();

    private final transient People people;

    Me(People people) {
        this.people = people;
    }

    private record Body(String userId, @Nullable String nickname) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<User> user = SaomaSession.current(request).flatMap(session -> people.find(session.user()));
        if (user.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        byte[] body = JSON.writeValueAsBytes(
                new Body(user.get().id().value(), user.get().nicknameOrNull()));
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
