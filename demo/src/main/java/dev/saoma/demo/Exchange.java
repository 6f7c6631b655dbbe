package dev.saoma.demo;

/**
 * One request and its response, as the demo page shows them. All secrets in it are masked.
 *
 * @param at milliseconds since 1970, which is also the order
 * @param side {@code app} for a request to the server, {@code wechat} for a request to WeChat
 * @param request the request's body or query, masked
 * @param answer the response's body, masked
 * @param curl the same request as a curl command
 */
record Exchange(
        long at, String side, String method, String path, String request, int status, String answer, String curl) {}
