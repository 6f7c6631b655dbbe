package dev.saoma.servlet;

import dev.saoma.secret.TokenHash;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the web module that pages load: these and no others, kept in memory. */
final class Assets {
    private static final List<String> FILES =
            List.of("callback.js", "login-component.js", "login.js", "saoma.css", "saoma.svg", "wechat-login.js");

    private final Map<String, Asset> byName = new HashMap<>();

    private record Asset(String type, String body, String tag) {}

    Assets() {
        for (String file : FILES) {
            String text = Resources.text("/dev/saoma/web/" + file);
            byName.put(
                    file,
                    new Asset(
                            type(file), text, "\"" + TokenHash.of(text).value().substring(0, 32) + "\""));
        }
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".css" -> "text/css;charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> "text/javascript;charset=utf-8";
        };
    }

    /** The file, or that it has not changed; empty when there is none of that name. */
    Optional<Answer> find(Call call) {
        return Optional.ofNullable(byName.get(call.parameter("file"))).map(asset -> {
            boolean known = Collections.list(call.request().getHeaders("If-None-Match")).stream()
                    .anyMatch(tags -> tags.contains(asset.tag()));
            Answer answer = known
                    ? Answer.empty(304, Kind.ASSET)
                    : new Answer(200, Kind.ASSET, asset.type(), asset.body(), List.of());
            return answer.with("ETag", asset.tag());
        });
    }
}
