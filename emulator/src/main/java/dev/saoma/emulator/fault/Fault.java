package dev.saoma.emulator.fault;

import java.time.Duration;

/** One way to fail. */
public sealed interface Fault {

    /** Returns its name in the control API. */
    String kind();

    /** Returns whether it affects the callback instead of an endpoint's response. */
    default boolean isOfCallback() {
        return this instanceof DoubleCallback || this instanceof AlteredState;
    }

    /** The correct response, late. At most 10 minutes. */
    record Latency(Duration delay) implements Fault {
        public Latency {
            Bounds.duration("latency", delay);
        }

        @Override
        public String kind() {
            return "latency";
        }
    }

    /** No response; the connection stays open for a minute. */
    record Hang() implements Fault {
        @Override
        public String kind() {
            return "hang";
        }
    }

    /** The correct response, one byte at a time with this pause between. At most 10 minutes. */
    record Drip(Duration pause) implements Fault {
        public Drip {
            Bounds.duration("drip", pause);
        }

        @Override
        public String kind() {
            return "drip";
        }
    }

    /** A TCP reset instead of a response. The request takes effect: the code in it is used. */
    record Reset() implements Fault {
        @Override
        public String kind() {
            return "reset";
        }
    }

    /** The correct headers and half the body. The request takes effect. */
    record Truncated() implements Fault {
        @Override
        public String kind() {
            return "truncated";
        }
    }

    /** An HTML page with status 502, as gateways send. */
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

    /** The next login page, or page inside WeChat, calls {@code redirect_uri} twice. */
    record DoubleCallback() implements Fault {
        @Override
        public String kind() {
            return "double_callback";
        }
    }

    /** The next such page appends an address to the state, as a browser did (w7corp/easywechat#2285). */
    record AlteredState() implements Fault {
        @Override
        public String kind() {
            return "altered_state";
        }
    }

    /** An error of WeChat: on the server API this errcode and errmsg, on the poll this wx_errcode. */
    record ErrorCode(int errcode, String errmsg) implements Fault {
        @Override
        public String kind() {
            return "errcode";
        }
    }
}
