package dev.saoma.servlet.internal.handler;

import dev.saoma.login.Intent;
import dev.saoma.logintype.Display;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.store.Platform;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is read of each JSON body. */
final class RequestBodies {
    private RequestBodies() {}

    /** {@code POST …/attempts}. */
    record AttemptBody(
            Intent intent,
            Optional<String> returnTo,
            Display display,
            Optional<String> redirectUri,
            Binding binding,
            Optional<String> invitation) {

        /** What names the browser from now on. */
        enum Binding {
            /** A cookie: for pages of our own site. */
            COOKIE,
            /** A secret that the page keeps in memory: for pages of other sites, and for native apps. */
            HEADER
        }

        AttemptBody {
            if (binding == Binding.HEADER && display == Display.PAGE) {
                throw RequestErrors.invalid(
                        "display page cannot go with binding header: what is kept in memory is gone when"
                                + " the page is left. Use iframe or popup.");
            }
            if (invitation.isPresent() && intent != Intent.BIND) {
                throw RequestErrors.invalid("invitation goes with intent bind alone.");
            }
        }

        static AttemptBody read(JsonBody members) {
            String intent = members.requiredText("intent", 16);
            String display = members.text("display", 16).orElse("iframe");
            return new AttemptBody(
                    Intent.of(intent).orElseThrow(() -> RequestErrors.invalid("intent must be login, bind or reauth.")),
                    members.anyText("returnTo"),
                    Display.of(display)
                            .orElseThrow(() -> RequestErrors.invalid("display must be iframe, page or popup.")),
                    members.text("redirectUri", 2_048),
                    binding(members.text("binding", 16).orElse("cookie")),
                    members.text("invitation", 512));
        }

        private static Binding binding(String text) {
            return switch (text) {
                case "cookie" -> Binding.COOKIE;
                case "header" -> Binding.HEADER;
                default -> throw RequestErrors.invalid("binding must be cookie or header.");
            };
        }

        @Override
        public String toString() {
            return "AttemptBody[" + intent + ", " + display + ", " + binding + ", invited=" + invitation.isPresent()
                    + "]";
        }
    }

    /** What WeChat sent back; no code means that the person refused. */
    record CodeBody(Optional<String> code, String state) {
        private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

        static CodeBody read(JsonBody members) {
            Optional<String> code = members.text("code", 512);
            if (code.isPresent() && !VISIBLE.matcher(code.get()).matches()) {
                throw RequestErrors.invalid("code must be visible ASCII characters.");
            }
            return new CodeBody(code.filter(text -> !text.equals("authdeny")), members.requiredText("state", 512));
        }

        @Override
        public String toString() {
            return "CodeBody[code=***, state=***]";
        }
    }

    /** {@code POST /api/registrations} and {@code POST /api/bind-tickets/redeem}. */
    record BindTicketBody(String bindTicket) {
        static BindTicketBody read(JsonBody members) {
            return new BindTicketBody(members.requiredText("bindTicket", 512));
        }

        /** A ticket of the wrong form stands for one that nobody has. */
        Token ticket() {
            return Token.parse(bindTicket).orElseGet(Token::random);
        }

        @Override
        public String toString() {
            return "BindTicketBody[bindTicket=***]";
        }
    }

    /** {@code PUT /api/session/corp}. */
    record CorpBody(String corpId) {
        static CorpBody read(JsonBody members) {
            return new CorpBody(members.requiredText("corpId", 128));
        }
    }

    /** {@code POST /api/session}. */
    record SessionBody(String loginCode, Optional<String> corpId, Platform platform) {
        static SessionBody read(JsonBody members) {
            String platform = members.text("platform", 16).orElse("web");
            return new SessionBody(
                    members.requiredText("loginCode", 512),
                    members.text("corpId", 128),
                    Platform.of(platform)
                            .orElseThrow(() -> RequestErrors.invalid("platform must be web, mobile or app.")));
        }

        @Override
        public String toString() {
            return "SessionBody[loginCode=***, corpId=" + corpId + ", platform=" + platform + "]";
        }
    }
}
