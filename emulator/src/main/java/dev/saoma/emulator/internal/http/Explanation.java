package dev.saoma.emulator.internal.http;

/**
 * Why a request was rejected, for the developer who sent it.
 *
 * @param reason one or two sentences, with the fix
 * @param received the received value, secrets masked; empty when it does not help
 * @param expected the expected value; empty when it does not help
 */
public record Explanation(String reason, String received, String expected) {}
