package dev.saoma.emulator.internal.http;

import java.time.Duration;

/** What is sent: a complete response, or one of the ways in which a response can fail. */
public sealed interface Reply permits Answer, Reply.Hang, Reply.Reset, Reply.Drip, Reply.Truncated, Reply.Huge {

    /** Nothing is sent; the connection is closed after a minute. */
    record Hang() implements Reply {}

    /** The connection is closed with a TCP reset, nothing is sent. */
    record Reset() implements Reply {}

    /** The correct response, one byte of its body at a time. */
    record Drip(Answer answer, Duration pause) implements Reply {}

    /** The correct headers and half the body, then the connection is closed. */
    record Truncated(Answer answer) implements Reply {}

    /** Status 200 and this many bytes of incomplete JSON. */
    record Huge(long bytes) implements Reply {}
}
