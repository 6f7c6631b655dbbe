/**
 * HTTP by itself: calls in, replies out, routes, the loopback server. Called by the feature packages, which are written
 * against {@code Call} and {@code Reply} only. Must not know WeChat.
 */
@NullMarked
package dev.saoma.emulator.internal.http;

import org.jspecify.annotations.NullMarked;
