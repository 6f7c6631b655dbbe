package dev.saoma.demo;

/** A request as a curl command. Cookies are stored in a file, as a browser does. */
final class Curl {
    private Curl() {}

    static String line(String method, String url, String body) {
        var line = new StringBuilder("curl -s -b cookies -c cookies");
        if (!method.equals("GET") && body.isEmpty()) {
            line.append(" -X ").append(method);
        }
        if (!body.isEmpty()) {
            line.append(" -H 'Content-Type: application/json' -d '")
                    .append(body.replace("'", "'\\''"))
                    .append("'");
        }
        return line.append(" '").append(url.replace("'", "%27")).append("'").toString();
    }
}
