package dev.saoma.demo;

/**
 * One request and its answer, as the page shows them: nothing in it can be used.
 *
 * @param at milliseconds since 1970, which is also the order
 * @param side {@code app} when the browser asked the server, {@code wechat} when WeChat was asked
 * @param request the body that was sent, or the query; masked
 * @param answer the body that came back; masked
 * @param curl a line to type
 */
record Exchange(
        long at, String side, String method, String path, String request, int status, String answer, String curl) {}
