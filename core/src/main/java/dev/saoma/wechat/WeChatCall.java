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
 * How far one call has come, from which follows whether it may be tried again within its deadline. Nothing is sent twice
 * but for one case: a kept connection that ended before the first byte of an answer. Of one thread.
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

    /** The connection was in use before, which this call must not have. */
    static final class ReusedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Deadline deadline() {
        return deadline;
    }

    /** A new connection is being made: to the next address of its host that has not been tried. */
    InetAddress nextAddress(String host, NameLookups names) throws IOException {
        connecting = true;
        if (untried.isEmpty()) {
            untried.addAll(names.find(host, deadline));
        }
        return untried.removeFirst();
    }

    /** How long the next address may take to accept a connection: 2 s, or an equal share of what is left when that is less. */
    Duration connectTimeout() {
        Duration share = deadline.left().dividedBy(Math.max(1, untried.size()));
        Duration shorter = share.compareTo(CONNECT) < 0 ? share : CONNECT;
        return shorter.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : shorter;
    }

    /**
     * The request is about to be written.
     *
     * @throws ReusedException when it needs a connection of its own and this is none
     * @throws ClientProtocolException when it was written already
     */
    void sending() throws IOException {
        if (sent) {
            // The client was made to send it again, by a demand for a password for example.
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

    /** Whether the request was written; what comes back before that is the word of a proxy. */
    boolean isSent() {
        return sent;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Whether this is the one more try after a kept connection was lost. */
    boolean isRepeated() {
        return repeated;
    }

    /** Begins another try after a failure; false when there must be none, and all is as it was. */
    boolean again(IOException failure) {
        if (deadline.isOver() || failure instanceof ConnectionRequestTimeoutException) {
            return false;
        }
        boolean lost = sent && !connecting && !answered && !(failure instanceof InterruptedIOException);
        boolean again = sent ? lost && !repeated : failure instanceof ReusedException || !untried.isEmpty();
        if (again) {
            repeated = repeated || lost;
            connecting = false;
            sent = false;
        }
        return again;
    }
}
