package dev.saoma.servlet.internal.handler;

import dev.saoma.login.Intent;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.store.Platform;
import java.util.Optional;

/** The JSON bodies of requests. */
final class RequestBodies {
    private RequestBodies() {}

    /**
     * {@code POST …/attempts}.
     *
     * @param renews the state of the earlier attempt that this one replaces; empty also for a text that is no state, since it
     *     only serves to count
     */
    record AttemptBody(
            Intent intent,
            Optional<String> returnTo,
            Display display,
            Optional<String> redirectUri,
            Binding binding,
            Optional<String> invitation,
            Optional<Token> renews) {

        /** The way in which the browser is identified in later steps. */
        enum Binding {
            /** A cookie: for pages of Saoma's own site. */
            COOKIE,
            /** A secret that the page stores in memory: for pages of other sites and native apps. */
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

        static AttemptBody read(JsonBody json) {
            String intent = json.requiredText("intent", 16);
            String display = json.text("display", 16).orElse("iframe");
            return new AttemptBody(
                    intent(intent),
                    json.anyText("returnTo"),
                    Display.of(display)
                            .orElseThrow(() -> RequestErrors.invalid("display must be iframe, page or popup.")),
                    json.text("redirectUri", 2_048),
                    binding(json.text("binding", 16).orElse("cookie")),
                    json.text("invitation", 512),
                    json.text("renews", 512).flatMap(Token::parse));
        }

        /** A test is begun by an administrator only, by another route. */
        private static Intent intent(String text) {
            return Intent.of(text)
                    .filter(intent -> intent != Intent.TEST)
                    .orElseThrow(() -> RequestErrors.invalid("intent must be login, bind or reauth."));
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

    /** The parameters of WeChat's redirect; without a code, the user refused. */
    record CodeBody(Optional<String> code, String state) {
        static CodeBody read(JsonBody json) {
            Optional<String> code = json.text("code", 512).map(LoginInstances::requireCode);
            return new CodeBody(code.filter(text -> !text.equals("authdeny")), json.requiredText("state", 512));
        }

        @Override
        public String toString() {
            return "CodeBody[code=***, state=***]";
        }
    }

    /** {@code POST /api/registrations} and {@code POST /api/bind-tickets/redeem}. */
    record BindTicketBody(String bindTicket) {
        static BindTicketBody read(JsonBody json) {
            return new BindTicketBody(json.requiredText("bindTicket", 512));
        }

        /** Returns a random token for an invalid ticket, so that its look-up fails. */
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
        static CorpBody read(JsonBody json) {
            return new CorpBody(json.requiredText("corpId", 128));
        }
    }

    /** {@code POST /api/session}. */
    record SessionBody(String loginCode, Optional<String> corpId, Platform platform) {
        static SessionBody read(JsonBody json) {
            String platform = json.text("platform", 16).orElse("web");
            return new SessionBody(
                    json.requiredText("loginCode", 512),
                    json.text("corpId", 128),
                    Platform.of(platform)
                            .orElseThrow(() -> RequestErrors.invalid("platform must be web, mobile or app.")));
        }

        @Override
        public String toString() {
            return "SessionBody[loginCode=***, corpId=" + corpId + ", platform=" + platform + "]";
        }
    }
}
