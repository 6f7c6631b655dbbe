package dev.saoma.emulator.internal.http;

import java.time.Duration;

/** What happens on the wire: a whole answer, or one of the ways in which an answer can go wrong. */
public sealed interface Reply permits Answer, Reply.Hang, Reply.Reset, Reply.Drip, Reply.Truncated, Reply.Huge {

    /** Nothing is sent; the connection is cut after a minute. */
    record Hang() implements Reply {}

    /** The connection is cut with a TCP reset, nothing sent. */
    record Reset() implements Reply {}

    /** The right answer, one byte of its body at a time. */
    record Drip(Answer answer, Duration pause) implements Reply {}

    /** The right headers, half the body, then the connection is cut. */
    record Truncated(Answer answer) implements Reply {}

    /** Status 200 and this many bytes of JSON that never ends. */
    record Huge(long bytes) implements Reply {}
}
