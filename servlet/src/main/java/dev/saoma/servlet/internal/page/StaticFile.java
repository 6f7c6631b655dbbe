package dev.saoma.servlet.internal.page;

import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.internal.http.AcceptEncoding;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A text file in two encodings, each with its ETag. Immutable. */
public final class StaticFile {
    private final String type;
    private final Form plain;
    private final Form packed;

    private StaticFile(String type, Form plain, Form packed) {
        this.type = type;
        this.plain = plain;
        this.packed = packed;
    }

    private record Form(ResponseBody content, String tag) {}

    /** Returns a file with the type that its name ends with: {@code .css}, {@code .js} or {@code .svg}. */
    public static StaticFile of(String name, String body) {
        return ofType(type(name), body);
    }

    static StaticFile ofType(String type, String body) {
        String tag = TokenHash.of(body).value().substring(0, 32);
        ResponseBody content = ResponseBody.of(body);
        return new StaticFile(
                type, new Form(content, "\"" + tag + "\""), new Form(content.gzipped(), "\"" + tag + "-gzip\""));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css;charset=utf-8";
            case ".svg" -> "image/svg+xml";
            case ".js" -> "text/javascript;charset=utf-8";
            default -> throw new IllegalStateException(name + " is of no type that pages load");
        };
    }

    /** Returns the number of bytes in the packed encoding. */
    public int packedLength() {
        return packed.content().length();
    }

    /** Returns the file in the encoding that the client accepts, or 304 when the client has it. */
    public Response answer(HttpServletRequest request) {
        boolean gzip = AcceptEncoding.takesGzip(Collections.list(request.getHeaders("Accept-Encoding")));
        Form form = gzip ? packed : plain;
        Response answer = isKnown(request, form.tag())
                ? Response.empty(304, ResponseKind.ASSET)
                : new Response(200, ResponseKind.ASSET, type, form.content(), List.of());
        Response tagged = answer.with("ETag", form.tag()).with("Vary", "Accept-Encoding");
        return gzip && answer.status() == 200 ? tagged.with("Content-Encoding", "gzip") : tagged;
    }

    private static boolean isKnown(HttpServletRequest request, String tag) {
        return values(request, "If-None-Match").anyMatch(known -> known.strip().equals(tag));
    }

    private static Stream<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream().flatMap(line -> Stream.of(line.split(",")));
    }
}
