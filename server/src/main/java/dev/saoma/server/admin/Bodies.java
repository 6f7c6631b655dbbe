package dev.saoma.server.admin;

import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is read of each JSON body. */
final class Bodies {
    private static final int ID = 64;
    private static final int NAME = 100;
    // An identifier stands in addresses, so it is one that needs no escaping there.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]");

    private Bodies() {}

    /** {@code POST …/users}. */
    record NewUser(Optional<UserId> userId, Optional<String> nickname) {
        static NewUser read(JsonBody members) {
            return new NewUser(id(members, "userId").map(UserId::new), name(members, "nickname"));
        }
    }

    /** {@code PATCH …/users/{userId}}. */
    record UserChange(Optional<String> nickname, Optional<Boolean> isActive) {
        static UserChange read(JsonBody members) {
            var change = new UserChange(name(members, "nickname"), members.flag("isActive"));
            if (change.nickname().isEmpty() && change.isActive().isEmpty()) {
                throw RequestErrors.invalid("Give nickname, isActive or both.");
            }
            return change;
        }
    }

    /** {@code POST …/invitations}. */
    record InvitationBody(Optional<String> instance) {
        static InvitationBody read(JsonBody members) {
            return new InvitationBody(members.text("instance", 200));
        }
    }

    /** {@code POST …/unbind}. */
    record Unbinding(boolean force) {
        static Unbinding read(JsonBody members) {
            return new Unbinding(members.flag("force").orElse(false));
        }
    }

    /** {@code POST …/corps}. */
    record NewCorp(Optional<CorpId> corpId, String corpName) {
        static NewCorp read(JsonBody members) {
            return new NewCorp(id(members, "corpId").map(CorpId::new), requiredName(members));
        }
    }

    /** {@code PATCH …/corps/{corpId}}. */
    record CorpChange(String corpName) {
        static CorpChange read(JsonBody members) {
            return new CorpChange(requiredName(members));
        }
    }

    private static String requiredName(JsonBody members) {
        return name(members, "corpName").orElseThrow(() -> RequestErrors.invalid("corpName is required."));
    }

    private static Optional<String> id(JsonBody members, String name) {
        Optional<String> id = members.text(name, ID);
        if (id.isPresent() && !PLAIN.matcher(id.get()).matches()) {
            throw RequestErrors.invalid(name + " must be 1 to " + ID + " letters, digits, - and _.");
        }
        return id;
    }

    private static Optional<String> name(JsonBody members, String name) {
        Optional<String> text = members.text(name, NAME);
        if (text.isPresent()
                && (text.get().isBlank() || UNSEEN.matcher(text.get()).find())) {
            throw RequestErrors.invalid(name + " must be a text of 1 to " + NAME + " characters on one line.");
        }
        return text;
    }
}
