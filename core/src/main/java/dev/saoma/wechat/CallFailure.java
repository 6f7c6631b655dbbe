package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * Messages of a failed call, for the user and for the operator. They never contain a message of the HTTP client, which
 * may hold the address with the secret.
 */
final class CallFailure {
    private CallFailure() {}

    /** The response is longer than the limit. */
    static final class OversizeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** A proxy answered in place of WeChat. */
    static final class ProxyRefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        ProxyRefusedException(int status) {
            this.status = status;
        }
    }

    static LoginException of(IOException e, WeChatCall call) {
        if (e instanceof ConnectionRequestTimeoutException) {
            return failure(
                    ErrorCode.WECHAT_BUSY, "Too many logins are waiting for WeChat; try again in a moment.", "pool");
        }
        if (call.deadline().isOver() || e instanceof SocketTimeoutException) {
            return late(call.isSent() ? "no whole answer" : "no connection");
        }
        if (e instanceof ProxyRefusedException refused) {
            return unreachable(
                    refused.status == 407
                            ? "the proxy answered CONNECT with 407: it wants another user and password (saoma.wechat.proxy)"
                            : "the proxy answered CONNECT with " + refused.status);
        }
        return call.isSent() ? answer(e, call) : connection(e);
    }

    private static LoginException connection(IOException e) {
        if (e instanceof UnknownHostException) {
            return unreachable("the name of WeChat's host, or of the proxy, is not known");
        }
        if (e instanceof SSLException) {
            return unreachable("no TLS with WeChat (" + name(e)
                    + "): does something on the way break TLS open, does Java trust WeChat's certificate?");
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return unreachable("no connection (" + name(e) + ")");
        }
        return unreachable(name(e));
    }

    private static LoginException answer(IOException e, WeChatCall call) {
        if (e instanceof OversizeException) {
            return badAnswer("more than 64 KiB");
        }
        if (e instanceof CharacterCodingException) {
            return badAnswer("not UTF-8");
        }
        if (e instanceof ClientProtocolException || e instanceof MessageConstraintException) {
            return badAnswer("not HTTP, or a head of more than 8 KiB a line and 100 lines");
        }
        return failure(
                ErrorCode.WECHAT_UNREACHABLE,
                call.isAnswered()
                        ? "WeChat's answer broke off; scan again."
                        : "WeChat ended the connection without an answer; scan again.",
                name(e));
    }

    /** Returns the failure of a response that cannot be used. */
    static LoginException badAnswer(String note) {
        return failure(ErrorCode.WECHAT_BAD_ANSWER, "WeChat's answer could not be read; scan again.", note);
    }

    /** Returns the failure of a missed deadline. */
    static LoginException late(String note) {
        return failure(ErrorCode.WECHAT_UNREACHABLE, "WeChat did not answer in time; scan again.", note);
    }

    /** Returns the failure of a closed client. */
    static LoginException closed() {
        return failure(ErrorCode.WECHAT_UNREACHABLE, "The login service is stopping; scan again.", "closed");
    }

    private static LoginException unreachable(String note) {
        return failure(
                ErrorCode.WECHAT_UNREACHABLE,
                "The login service cannot reach WeChat; its operator finds the cause in the log.",
                note);
    }

    private static LoginException failure(ErrorCode code, String message, String note) {
        return new LoginException(code, message, note, Map.of());
    }

    private static String name(IOException e) {
        return e.getClass().getSimpleName();
    }
}
