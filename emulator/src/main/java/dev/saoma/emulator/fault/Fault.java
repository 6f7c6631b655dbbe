package dev.saoma.emulator.fault;

import java.time.Duration;

/** One way to fail. */
public sealed interface Fault {

    /** The word for it in the control API. */
    String kind();

    /** Whether it is one of the way back, not of an endpoint's answer. */
    default boolean ofCallback() {
        return this instanceof DoubleCallback || this instanceof AlteredState;
    }

    /** The right answer, late. At most 10 minutes. */
    record Latency(Duration delay) implements Fault {
        public Latency {
            Bounds.duration("latency", delay);
        }

        @Override
        public String kind() {
            return "latency";
        }
    }

    /** No answer; the connection stays open for a minute. */
    record Hang() implements Fault {
        @Override
        public String kind() {
            return "hang";
        }
    }

    /** The right answer, a byte at a time with this pause between. At most 10 minutes. */
    record Drip(Duration pause) implements Fault {
        public Drip {
            Bounds.duration("drip", pause);
        }

        @Override
        public String kind() {
            return "drip";
        }
    }

    /** A TCP reset instead of an answer. The request has had its effect: a code presented is used up. */
    record Reset() implements Fault {
        @Override
        public String kind() {
            return "reset";
        }
    }

    /** The right headers and half the body. The request has had its effect. */
    record Truncated() implements Fault {
        @Override
        public String kind() {
            return "truncated";
        }
    }

    /** A page of HTML with status 502, as gateways send. */
    record Html() implements Fault {
        @Override
        public String kind() {
            return "html";
        }
    }

    /** A body of this many bytes; 1 to 1 GiB. */
    record Huge(long bytes) implements Fault {
        public Huge {
            if (bytes < 1 || bytes > 1L << 30) {
                throw new IllegalArgumentException("huge needs bytes from 1 to 1073741824.");
            }
        }

        @Override
        public String kind() {
            return "huge";
        }
    }

    /** Status 302 to this address. */
    record Redirect(String location) implements Fault {
        public Redirect {
            if (!location.matches("[!-~]{1,2000}")) {
                throw new IllegalArgumentException("redirect needs location, an address of at most 2000 characters.");
            }
        }

        @Override
        public String kind() {
            return "redirect";
        }
    }

    /** The login page, or page inside WeChat, shown next calls {@code redirect_uri} twice. */
    record DoubleCallback() implements Fault {
        @Override
        public String kind() {
            return "double_callback";
        }
    }

    /** The one shown next adds an address to the state, as a browser was seen to do (w7corp/easywechat#2285). */
    record AlteredState() implements Fault {
        @Override
        public String kind() {
            return "altered_state";
        }
    }

    /** WeChat's own error: on the server API this errcode and errmsg, on the poll this wx_errcode. */
    record ErrorCode(int errcode, String errmsg) implements Fault {
        @Override
        public String kind() {
            return "errcode";
        }
    }
}
