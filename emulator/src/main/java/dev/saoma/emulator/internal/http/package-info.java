/**
 * HTTP: calls, replies, routes, and the loopback server. The other packages use only {@code Call} and {@code Reply}. It
 * must not know WeChat.
 */
@NullMarked
package dev.saoma.emulator.internal.http;

import org.jspecify.annotations.NullMarked;
