package dev.saoma.emulator.internal.page;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Reply;
import dev.saoma.emulator.qrcode.Poll;
import dev.saoma.emulator.qrcode.QrCodes;
import java.util.concurrent.CompletionStage;

/** {@code /connect/l/qrconnect}: the script by which the login page learns what the phone did. */
public final class LongPoll {

    private final QrCodes qrCodes;

    public LongPoll(QrCodes qrCodes) {
        this.qrCodes = qrCodes;
    }

    public CompletionStage<Reply> handle(Call call) {
        String last = call.query().get("last");
        return qrCodes.poll(call.query().get("uuid"), last.matches("\\d{3}") ? Integer.parseInt(last) : 0)
                .thenApply(LongPoll::answer);
    }

    /** Returns the exact text that public clients match; see wechat-protocol.md, 2.5. */
    public static Answer answer(Poll poll) {
        String script = "window.wx_errcode=" + poll.errcode() + ";window.wx_code='" + poll.code() + "';";
        return Answer.of(200, "text/javascript", script)
                .header("Cache-Control", "no-store")
                .saying("wx_errcode " + poll.errcode());
    }
}
