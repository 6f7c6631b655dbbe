package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.server.account.AccountChanges;
import dev.saoma.server.admin.FlowViews.ErrorView;
import dev.saoma.server.organization.OrganizationChanges;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.page.ErrorTexts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/admin/users/batch}: one change of many users, each in a transaction of its own. */
final class BatchHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(BatchHandlers.class);
    private static final int MOST_USERS = 100;

    private final App app;
    private final UserHandlers users;
    private final AccountChanges accounts;
    private final OrganizationChanges organizations;
    private final LocalizedErrors errors;

    BatchHandlers(
            App app,
            UserHandlers users,
            AccountChanges accounts,
            OrganizationChanges organizations,
            LocalizedErrors errors) {
        this.app = app;
        this.users = users;
        this.accounts = accounts;
        this.organizations = organizations;
        this.errors = errors;
    }

    /** What is done with each user. */
    enum Action {
        DISABLE("disable"),
        ENABLE("enable"),
        END_SESSIONS("endSessions"),
        ADD_TO_CORP("addToCorp");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        static Action parse(String text) {
            for (Action action : values()) {
                if (action.text.equals(text)) {
                    return action;
                }
            }
            throw RequestErrors.invalid("action must be disable, enable, endSessions or addToCorp.");
        }
    }

    /**
     * The body of the request.
     *
     * @param corpId present for {@link Action#ADD_TO_CORP} alone
     */
    record Batch(Action action, List<String> userIds, Optional<CorpId> corpId) {
        static Batch read(JsonBody body) {
            Action action = Action.parse(body.requiredText("action", 32));
            Optional<CorpId> corp = RequestBodies.id(body, "corpId").map(CorpId::new);
            if (corp.isPresent() != (action == Action.ADD_TO_CORP)) {
                throw RequestErrors.invalid("corpId goes with addToCorp, and addToCorp needs it.");
            }
            List<String> users = body.texts("userIds", MOST_USERS, 64);
            if (users.isEmpty()) {
                throw RequestErrors.invalid("userIds must be a list of 1 to " + MOST_USERS + " identifiers.");
            }
            return new Batch(action, users.stream().distinct().toList(), corp);
        }
    }

    /** @param error null when the change was made */
    private record ResultView(String userId, @Nullable ErrorView error) {}

    Response change(RoutedRequest call, Batch batch) {
        ErrorTexts texts = errors.preferred(call.request());
        Consumer<UserId> change = work(call, batch);
        return Response.json(
                200,
                batch.userIds().stream()
                        .map(user -> result(user, change, texts))
                        .toList());
    }

    private Consumer<UserId> work(RoutedRequest call, Batch batch) {
        return switch (batch.action()) {
            case DISABLE, ENABLE ->
                user -> {
                    users.requireChangeable(call, user);
                    accounts.change(user, Optional.empty(), Optional.of(batch.action() == Action.ENABLE));
                };
            case END_SESSIONS ->
                user -> {
                    users.requireChangeable(call, user);
                    app.sessions().end(user, app.currentActor().actor());
                };
            case ADD_TO_CORP -> user -> organizations.add(batch.corpId().orElseThrow(), user);
        };
    }

    private ResultView result(String user, Consumer<UserId> change, ErrorTexts texts) {
        ErrorCode failure;
        try {
            change.accept(new UserId(user));
            return new ResultView(user, null);
        } catch (LoginException e) {
            failure = e.code();
        } catch (IllegalArgumentException e) {
            failure = ErrorCode.NOT_FOUND;
        }
        LOG.info("{} of one of a batch", failure.code());
        return new ResultView(user, ErrorView.of(failure.code(), texts));
    }
}
