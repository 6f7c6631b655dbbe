package dev.saoma.servlet;

import dev.saoma.login.Display;
import dev.saoma.login.Intent;
import dev.saoma.session.Platform;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is read of each JSON body. */
final class Bodies {
    private Bodies() {}

    /** {@code POST …/attempts}. */
    record AttemptBody(Intent intent, Optional<String> returnTo, Display display, Optional<String> redirectUri) {
        private static final List<String> NOT_YET = List.of("binding", "invitation");

        static AttemptBody read(Members members) {
            for (String name : NOT_YET) {
                if (members.has(name)) {
                    throw Members.invalid(name + " is not offered by this version.");
                }
            }
            String intent = members.requiredText("intent", 16);
            String display = members.text("display", 16).orElse("iframe");
            return new AttemptBody(
                    Intent.of(intent)
                            .orElseThrow(() -> Members.invalid("intent must be login or bind in this version.")),
                    members.text("returnTo", 4_096),
                    Display.of(display)
                            .orElseThrow(() -> Members.invalid("display must be iframe or page in this version.")),
                    members.text("redirectUri", 2_048));
        }
    }

    /** What WeChat sent back; no code means that the person refused. */
    record CodeBody(Optional<String> code, String state) {
        private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

        static CodeBody read(Members members) {
            Optional<String> code = members.text("code", 512);
            if (code.isPresent() && !VISIBLE.matcher(code.get()).matches()) {
                throw Members.invalid("code must be visible ASCII characters.");
            }
            return new CodeBody(code.filter(text -> !text.equals("authdeny")), members.requiredText("state", 512));
        }

        @Override
        public String toString() {
            return "CodeBody[code=***, state=***]";
        }
    }

    /** {@code POST /api/session}. */
    record SessionBody(String loginCode, Optional<String> corpId, Platform platform) {
        static SessionBody read(Members members) {
            String platform = members.text("platform", 16).orElse("web");
            return new SessionBody(
                    members.requiredText("loginCode", 512),
                    members.text("corpId", 128),
                    Platform.of(platform).orElseThrow(() -> Members.invalid("platform must be web, mobile or app.")));
        }

        @Override
        public String toString() {
            return "SessionBody[loginCode=***, corpId=" + corpId + ", platform=" + platform + "]";
        }
    }
}
