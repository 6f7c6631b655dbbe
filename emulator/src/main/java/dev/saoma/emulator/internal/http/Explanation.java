package dev.saoma.emulator.internal.http;

/**
 * Why a request was rejected, for the person who made it.
 *
 * @param reason one or two sentences, with what to do
 * @param received what came, secrets masked; empty when that says nothing
 * @param expected what would have been right; empty when that says nothing
 */
public record Explanation(String reason, String received, String expected) {}
