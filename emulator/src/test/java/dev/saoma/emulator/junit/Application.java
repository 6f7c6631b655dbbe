package dev.saoma.emulator.junit;

import dev.saoma.emulator.world.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A minimal application with WeChat login, for the example. */
final class Application {

    private final String wechat;

    Application(String wechat) {
        this.wechat = wechat;
    }

    String callback(String code) {
        JsonNode token = call("/sns/oauth2/access_token?grant_type=authorization_code&appid=" + Sample.APP.appid()
                + "&secret=" + Sample.APP.secret() + "&code=" + code);
        if (token.has("errcode")) {
            return "Please scan again";
        }
        JsonNode user = call("/sns/userinfo?access_token="
                + token.get("access_token").asString() + "&openid="
                + token.get("openid").asString());
        return "Hello " + user.get("nickname").asString();
    }

    private JsonNode call(String path) {
        try {
            URL url = URI.create(wechat + path).toURL();
            try (var in = url.openStream()) {
                return new JsonMapper().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
