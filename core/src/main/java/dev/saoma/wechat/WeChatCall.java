package dev.saoma.wechat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * The progress of one call, which decides whether it may be tried again within its deadline. A request is sent twice in
 * one case only: when a reused connection ended before the first byte of a response. For one thread.
 */
final class WeChatCall {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final Deadline deadline;
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private boolean connecting;
    private boolean sent;
    private boolean answered;
    private boolean repeated;

    WeChatCall(Deadline deadline) {
        this.deadline = deadline;
    }

    /** The connection was used before, but this call needs a new one. */
    static final class ReusedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Returns the next untried address of the host, for a new connection. */
    InetAddress nextAddress(String host, NameLookups names) throws IOException {
        connecting = true;
        if (untried.isEmpty()) {
            untried.addAll(names.find(host, deadline));
        }
        return untried.removeFirst();
    }

    /**
     * Returns how long the next address may take to accept a connection: 2 s, or an equal share of the remaining time
     * when that is less.
     */
    Duration connectTimeout() {
        Duration share = deadline.left().dividedBy(Math.max(1, untried.size()));
        Duration shorter = share.compareTo(CONNECT) < 0 ? share : CONNECT;
        return shorter.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : shorter;
    }

    /**
     * Called before the request is written.
     *
     * @throws ReusedException when the call needs a new connection and this is none
     * @throws ClientProtocolException when the request was written already
     */
    void sending() throws IOException {
        if (sent) {
            // The client would send the request again, for example after a demand for a password.
            throw new ClientProtocolException("asked for the request again");
        }
        if (repeated && !connecting) {
            throw new ReusedException();
        }
        sent = true;
    }

    void answered() {
        answered = true;
    }

    /** Returns whether the request was written; an earlier response comes from a proxy. */
    boolean isSent() {
        return sent;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Returns whether this is the second try after a reused connection was lost. */
    boolean isRepeated() {
        return repeated;
    }

    /** Starts another try after a failure. Returns false, without a change, when no further try is allowed. */
    boolean again(IOException failure) {
        if (deadline.isOver() || failure instanceof ConnectionRequestTimeoutException) {
            return false;
        }
        boolean lost = sent && !connecting && !answered && !(failure instanceof InterruptedIOException);
        boolean tryAgain = sent ? lost && !repeated : failure instanceof ReusedException || !untried.isEmpty();
        if (tryAgain) {
            repeated = repeated || lost;
            connecting = false;
            sent = false;
        }
        return tryAgain;
    }
}
