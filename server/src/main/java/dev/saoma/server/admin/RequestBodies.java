package dev.saoma.server.admin;

import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.server.account.AccountFilter;
import dev.saoma.server.account.SearchTerm;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.security.Role;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JSON bodies of requests. */
final class RequestBodies {
    private static final int ID = 64;
    private static final int NAME = 100;
    private static final int CURSOR = 2_000;
    // Identifiers are in paths, where these characters need no escaping.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]");

    private RequestBodies() {}

    /** {@code POST …/users}. */
    record NewUser(Optional<UserId> userId, Optional<String> nickname) {
        static NewUser read(JsonBody body) {
            return new NewUser(id(body, "userId").map(UserId::new), name(body, "nickname"));
        }
    }

    /** {@code POST …/users/search}. */
    record UserSearch(SearchTerm term, AccountFilter filter, Optional<String> after, int limit) {
        static UserSearch read(JsonBody body) {
            return new UserSearch(
                    SearchTerms.read(body),
                    new AccountFilter(body.flag("isActive"), body.flag("bound")),
                    body.text("after", CURSOR),
                    body.number("limit", 1, PageRequest.AT_MOST).orElse(PageRequest.BY_DEFAULT));
        }
    }

    /** {@code PATCH …/users/{userId}}. */
    record UserChange(Optional<String> nickname, Optional<Boolean> isActive) {
        static UserChange read(JsonBody body) {
            var change = new UserChange(name(body, "nickname"), body.flag("isActive"));
            if (change.nickname().isEmpty() && change.isActive().isEmpty()) {
                throw RequestErrors.invalid("Give nickname, isActive or both.");
            }
            return change;
        }
    }

    /** {@code POST …/invitations}. */
    record InvitationBody(Optional<String> instance) {
        static InvitationBody read(JsonBody body) {
            return new InvitationBody(body.text("instance", 200));
        }
    }

    /** {@code POST /api/admin/session}. */
    record ConsoleSignIn(Optional<String> key, Optional<String> setup, Optional<String> scan) {
        static ConsoleSignIn read(JsonBody body) {
            return new ConsoleSignIn(body.text("key", 512), body.text("setup", 512), body.text("scan", 512));
        }

        /** Leaves out the key, the token of the setup link and the code of a scan. */
        @Override
        public String toString() {
            return "ConsoleSignIn[***]";
        }
    }

    /** {@code PUT …/roles/{userId}}. */
    record RoleChange(Role role) {
        static RoleChange read(JsonBody body) {
            return new RoleChange(
                    switch (body.text("role", 16).orElse("")) {
                        case "viewer" -> Role.VIEWER;
                        case "operator" -> Role.OPERATOR;
                        case "owner" -> Role.OWNER;
                        default -> throw RequestErrors.invalid("role must be viewer, operator or owner.");
                    });
        }
    }

    /** {@code POST …/unbind}. */
    record Unbinding(boolean force) {
        static Unbinding read(JsonBody body) {
            return new Unbinding(body.flag("force").orElse(false));
        }
    }

    /** {@code POST …/elements/{fullName}/test}. */
    record TestStart() {
        static TestStart read(JsonBody body) {
            return new TestStart();
        }
    }

    /** {@code POST …/elements/{fullName}/test/result}: the parameters of WeChat's redirect; without a code, the person refused. */
    record TestAnswer(Optional<String> code, String state) {
        static TestAnswer read(JsonBody body) {
            return new TestAnswer(
                    body.text("code", 512).map(LoginInstances::requireCode), body.requiredText("state", 512));
        }

        @Override
        public String toString() {
            return "TestAnswer[code=***, state=***]";
        }
    }

    /** {@code POST …/corps}. */
    record NewCorp(Optional<CorpId> corpId, String corpName) {
        static NewCorp read(JsonBody body) {
            return new NewCorp(id(body, "corpId").map(CorpId::new), requiredName(body));
        }
    }

    /** {@code PATCH …/corps/{corpId}}. */
    record CorpChange(String corpName) {
        static CorpChange read(JsonBody body) {
            return new CorpChange(requiredName(body));
        }
    }

    private static String requiredName(JsonBody body) {
        return name(body, "corpName").orElseThrow(() -> RequestErrors.invalid("corpName is required."));
    }

    static Optional<String> id(JsonBody body, String name) {
        Optional<String> id = body.text(name, ID);
        if (id.isPresent() && !PLAIN.matcher(id.get()).matches()) {
            throw RequestErrors.invalid(name + " must be 1 to " + ID + " letters, digits, - and _.");
        }
        return id;
    }

    private static Optional<String> name(JsonBody body, String name) {
        Optional<String> text = body.text(name, NAME);
        if (text.isPresent()
                && (text.get().isBlank() || INVISIBLE.matcher(text.get()).find())) {
            throw RequestErrors.invalid(name + " must be a text of 1 to " + NAME + " characters on one line.");
        }
        return text;
    }
}
